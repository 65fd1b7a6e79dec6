using Microsoft.Extensions.Time.Testing;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests;

public class CalendarRules
{
    [Fact]
    public void Today_is_the_day_of_the_organisation_and_not_of_Greenwich()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 18, 30, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2026, 11, 25), new Calendar(clock, TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), ReportingRules.Default).Today);
        Assert.Equal(new DateOnly(2026, 11, 24), new Calendar(clock, TimeZoneInfo.Utc, ReportingRules.Default).Today);
    }

    [Fact]
    public void A_change_of_the_reporting_cycle_leaves_the_figures_of_earlier_days_as_they_were()
    {
        var first = new ReportingRules(180, 60);
        var second = new ReportingRules(120, 60);
        var third = new ReportingRules(120, 30);
        var calendar = new Calendar(
            new FakeTimeProvider(), TimeZoneInfo.Utc, first,
            new Dictionary<DateOnly, ReportingRules> { [new(2027, 1, 1)] = third, [new(2026, 1, 1)] = second });

        Assert.Equal(first, calendar.RulesOn(new(2025, 12, 31)));
        Assert.Equal(second, calendar.RulesOn(new(2026, 1, 1)));
        Assert.Equal(second, calendar.RulesOn(new(2026, 12, 31)));
        Assert.Equal(third, calendar.RulesOn(new(2030, 1, 1)));
    }

    [Fact]
    public void A_change_of_the_time_zone_leaves_the_days_of_earlier_instants_as_they_were()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");
        var calendar = new Calendar(clock, TimeZoneInfo.Utc, ReportingRules.Default, null, new Dictionary<DateOnly, TimeZoneInfo> { [new(2027, 1, 1)] = seoul });
        var lastInstant = new DateTime(2026, 12, 31, 14, 59, 59, DateTimeKind.Utc);

        Assert.Equal(new DateOnly(2026, 12, 31), calendar.DayOf(lastInstant));
        Assert.Equal(new DateOnly(2027, 1, 1), calendar.DayOf(lastInstant.AddSeconds(1)));
        Assert.Equal(new DateOnly(2026, 6, 30), calendar.DayOf(new(2026, 6, 30, 20, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(seoul, calendar.Zone);
        Assert.Equal(new DateOnly(2027, 1, 1), calendar.Today);
    }
}
