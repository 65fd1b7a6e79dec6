namespace Tracker.Domain;

/// <summary>How long before a day people are reminded of it (docs/domain.md, Reminders).</summary>
public static class Ahead
{
    /// <summary>In days, the earliest reminder first.</summary>
    public static IReadOnlyList<int> Offsets { get; } = [60, 30, 7];

    /// <summary>The last day of which somebody is reminded on <paramref name="today"/>.</summary>
    public static DateOnly Until(DateOnly today) =>
        DateOnly.FromDayNumber(Math.Min(today.DayNumber + Offsets[0], DateOnly.MaxValue.DayNumber));

    /// <summary>The nearest of the offsets that has been reached; null where none has, or where the day has passed.</summary>
    /// <example>Of a day in 31 days it is 60, of one in 30 days 30, of today 7.</example>
    /// <remarks>Who comes late to it, after a standstill or with a new target, is reminded once and not of each offset that went by.</remarks>
    public static int? ReachedOn(DateOnly today, DateOnly day) => day < today
        ? null
        : Offsets.Where(o => day.DayNumber - today.DayNumber <= o).Select(o => (int?)o).LastOrDefault();
}
