using Tracker.Domain.Items;

namespace Tracker.Application;

/// <summary>What the day is for the organisation, and the days that change figures by passing (docs/domain.md, Time).</summary>
/// <param name="zone">The organisation's time zone; "today" is the day there.</param>
/// <param name="rules">The rules in force from the beginning.</param>
/// <param name="later">The rules that took their place, each with the day from which it is in force.</param>
public sealed class Calendar(TimeProvider clock, TimeZoneInfo zone, ReportingRules rules, IReadOnlyDictionary<DateOnly, ReportingRules>? later = null)
{
    /// <summary>Today in the organisation's time zone, not in UTC: east of Greenwich 01:00 is already the new day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);

    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The rules in force on a day: a change of them leaves the figures of earlier days as they were.</summary>
    public ReportingRules RulesOn(DateOnly day) =>
        later?.Where(l => l.Key <= day).OrderBy(l => l.Key).LastOrDefault().Value ?? rules;

    /// <summary>The days on which other rules come into force.</summary>
    public IEnumerable<DateOnly> RulesChange => later?.Keys ?? [];

    /// <summary>The last instant of a day (UTC), as the organisation's clocks show it.</summary>
    public DateTime EndOf(DateOnly day) =>
        day == DateOnly.MaxValue ? DateTime.MaxValue : Start(day.AddDays(1)).AddTicks(-1);

    /// <summary>The first instant of a day (UTC); where clocks skip midnight, that after it.</summary>
    private DateTime Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return TimeZoneInfo.ConvertTimeToUtc(midnight, Zone);
    }

    /// <summary>An instant (UTC) as the organisation's clocks show it.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);
}
