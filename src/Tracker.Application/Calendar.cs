using Tracker.Domain.Items;

namespace Tracker.Application;

/// <summary>What the day is for the organisation, and the days that change figures by passing (docs/domain.md, Time).</summary>
/// <param name="zone">The organisation's time zone from the beginning.</param>
/// <param name="rules">The rules in force from the beginning.</param>
/// <param name="later">The rules that took their place, each with the day from which it is in force.</param>
/// <param name="laterZones">The zones that took its place, each with the day that begins by its own clocks.</param>
public sealed class Calendar(
    TimeProvider clock, TimeZoneInfo zone, ReportingRules rules, IReadOnlyDictionary<DateOnly, ReportingRules>? later = null, IReadOnlyDictionary<DateOnly, TimeZoneInfo>? laterZones = null)
{
    private readonly (DateTime From, TimeZoneInfo Zone)[] _laterZones = [.. (laterZones ?? new Dictionary<DateOnly, TimeZoneInfo>()).OrderBy(z => z.Key).Select(z => (BeginningOf(z.Key, z.Value), z.Value))];

    /// <summary>Today in the organisation's time zone, not in UTC: east of Greenwich 01:00 is already the new day.</summary>
    public DateOnly Today => DayOf(UtcNow);

    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>The organisation's time zone now; "today" is the day there.</summary>
    public TimeZoneInfo Zone => ZoneAt(UtcNow);

    /// <summary>The rules in force on a day: a change of them leaves the figures of earlier days as they were.</summary>
    public ReportingRules RulesOn(DateOnly day) =>
        later?.Where(l => l.Key <= day).OrderBy(l => l.Key).LastOrDefault().Value ?? rules;

    /// <summary>The days on which other rules come into force.</summary>
    public IEnumerable<DateOnly> RulesChange => later?.Keys ?? [];

    /// <summary>The last instant of a day (UTC), as the organisation's clocks showed it.</summary>
    public DateTime EndOf(DateOnly day) =>
        day == DateOnly.MaxValue
            ? DateTime.MaxValue
            : BeginningOf(day.AddDays(1), ZoneAt(day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))).AddTicks(-1);

    /// <summary>The organisation's time zone at an instant (UTC): a change of it leaves the days of earlier instants as they were.</summary>
    public TimeZoneInfo ZoneAt(DateTime utc) => _laterZones.LastOrDefault(z => z.From <= utc).Zone ?? zone;

    /// <summary>An instant (UTC) as the organisation's clocks showed it.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), ZoneAt(utc));

    /// <summary>The day of an instant (UTC) for the organisation.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>Where the clocks leave midnight out, the day begins with the first time that they show.</summary>
    private static DateTime BeginningOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return TimeZoneInfo.ConvertTimeToUtc(local, zone);
    }
}
