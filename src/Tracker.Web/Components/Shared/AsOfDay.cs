using System.Globalization;

namespace Tracker.Web.Components.Shared;

/// <summary>The day that a page shows, as it stands in the address: <c>asOf=2022-06-30</c>, or nothing for today.</summary>
public static class AsOfDay
{
    public const string Parameter = "asOf";

    private const string Form = "yyyy-MM-dd";

    /// <summary>
    /// The past day asked for, or null for today: also where the text is no day, or is a day that has
    /// not come yet.
    /// </summary>
    public static DateOnly? Read(string? text, DateOnly today) =>
        TryRead(text, out var day) && day < today ? day : null;

    /// <summary>Whether the text is a day of the calendar, written 2022-06-30.</summary>
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>2022-06-30, for addresses and tables.</summary>
    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>30 June 2022, for text.</summary>
    public static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The address of a page that knows a day and a page of its list; today and the first page are not written.</summary>
    public static string Address(string path, DateOnly? past, int page = 1)
    {
        var parts = new[] { page == 1 ? null : $"page={page}", past is { } day ? $"{Parameter}={Write(day)}" : null }.OfType<string>().ToList();
        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
