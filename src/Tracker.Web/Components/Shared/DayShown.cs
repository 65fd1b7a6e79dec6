using Tracker.Application;
using Tracker.Application.Items;

namespace Tracker.Web.Components.Shared;

/// <summary>The day that a page shows.</summary>
/// <param name="Past">The same day where it is a past one; null for today. Links keep it.</param>
/// <param name="Problem">Why the day in the address is not the one shown; null where it is.</param>
public sealed record DayShown(DateOnly Day, DateOnly? Past, string? Problem)
{
    /// <summary>Reads the address strictly; a day that cannot be shown gives today and the reason.</summary>
    public static async Task<DayShown> OfAsync(string? asOf, Calendar calendar, RegisterQuery register)
    {
        var today = calendar.Today;
        if (string.IsNullOrEmpty(asOf))
        {
            return new(today, null, null);
        }

        if (!AsOfDay.TryRead(asOf, out var day))
        {
            return new(today, null, "The day in the address is not a day of the calendar. Write it as 2022-06-30. This is the register as of today.");
        }

        if (day > today)
        {
            return new(today, null, $"{AsOfDay.InWords(day)} has not come yet. This is the register as of today.");
        }

        if (day < today && await register.FirstDayAsync() is { } first && day < first)
        {
            return new(today, null, $"The register begins on {AsOfDay.InWords(first)}; choose that day or a later one. This is the register as of today.");
        }

        return new(day, day < today ? day : null, null);
    }

    /// <summary>"On 30 June 2022" or "Today".</summary>
    public string InWords => Past is { } past ? $"On {AsOfDay.InWords(past)}" : "Today";
}
