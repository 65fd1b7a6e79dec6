using System.Globalization;
using Calendar = Tracker.Application.Calendar;

namespace Tracker.Web.Components.Shared;

/// <summary>
/// The instant up to which a report knows the register, as it stands in the address:
/// <c>knownAt=2022-07-01T08:00:00.000Z</c>, or nothing for what is known now.
/// </summary>
public static class KnownAtInstant
{
    public const string Parameter = "knownAt";

    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Whether the text is an instant, UTC and with three places of a second.</summary>
    public static bool TryRead(string? text, out DateTime utc) =>
        DateTime.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc);

    /// <summary>2022-07-01T08:00:00.000Z, for addresses.</summary>
    public static string Write(DateTime utc) => utc.ToString(Form, CultureInfo.InvariantCulture);
}

/// <summary>The instant up to which a report knows the register.</summary>
/// <param name="At">UTC; null for what is known now.</param>
/// <param name="Problem">Why the instant in the address is not the one shown; null where it is.</param>
public sealed record KnownShown(DateTime? At, string? Problem)
{
    /// <summary>Reads the address strictly; an instant that cannot be shown gives what is known now and the reason.</summary>
    public static KnownShown Of(string? knownAt, Calendar calendar) =>
        string.IsNullOrEmpty(knownAt) ? new(null, null)
        : !KnownAtInstant.TryRead(knownAt, out var at) ? new(null, "The instant in the address cannot be read. Write it as 2022-07-01T08:00:00.000Z. This is what is known now.")
        : at > calendar.UtcNow ? new(null, "The instant in the address has not come yet. This is what is known now.")
        : new(at, null);
}
