using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>How often a mechanism meets, when it is due, and what it missed.</summary>
public sealed class FrequencyRules
{
    [Theory]
    [InlineData("annually", 12)]
    [InlineData("Annual", 12)]
    [InlineData("yearly", 12)]
    [InlineData("every year", 12)]
    [InlineData("once a year", 12)]
    [InlineData("at least once a year", 12)]
    [InlineData("on an annual basis", 12)]
    [InlineData("annual meetings", 12)]
    [InlineData("annually, beside the Summit", 12)]
    [InlineData("twice a year", 6)]
    [InlineData("two times per year", 6)]
    [InlineData("half-yearly", 6)]
    [InlineData("Semi-annually", 6)]
    [InlineData("every six months", 6)]
    [InlineData("three times a year", 4)]
    [InlineData("4 times a year", 3)]
    [InlineData("quarterly", 3)]
    [InlineData("every quarter", 3)]
    [InlineData("monthly", 1)]
    [InlineData("every  TWO\nyears.", 24)]
    [InlineData("every 2 years", 24)]
    [InlineData("every other year", 24)]
    [InlineData("every second year", 24)]
    [InlineData("once every two years", 24)]
    [InlineData("biennially", 24)]
    [InlineData("every three years", 36)]
    [InlineData("every 18 months", 18)]
    public void Plain_words_are_read_into_months(string words, int months)
    {
        Assert.Equal(months, MeetingFrequency.MonthsBetween(words));
        Assert.False(MeetingFrequency.IsNoneSet(words));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("none set")]
    [InlineData("biannually")]
    [InlineData("bimonthly")]
    [InlineData("regularly")]
    [InlineData("five times a year")]
    [InlineData("zero times a year")]
    [InlineData("every 0 years")]
    [InlineData("every few years")]
    [InlineData("every 999 years")]
    [InlineData("annually or as needed")]
    public void Words_that_say_no_interval_are_not_read(string? words) => Assert.Null(MeetingFrequency.MonthsBetween(words));

    [Theory]
    [InlineData("none set", true)]
    [InlineData("None", true)]
    [InlineData("ad hoc", true)]
    [InlineData("As needed.", true)]
    [InlineData("regularly", false)]
    [InlineData(null, false)]
    public void No_frequency_is_an_answer(string? words, bool isNone) => Assert.Equal(isNone, MeetingFrequency.IsNoneSet(words));

    /// <summary>Active from the opening of 12 November 2020 on, meeting as often as the words say.</summary>
    private static Item Active(string? frequency)
    {
        var mechanism = Some.Item("mechanism", Stage.Proposed);
        if (frequency is null)
        {
            mechanism.Record(Some.Update(0, Stage.Active) with { NotStated = [Fact.Frequency, Fact.Day], Evidence = [Some.Page] }, Some.Keeper, Some.Today, Some.Now);
        }
        else
        {
            mechanism.Record(Some.Update(0, Stage.Active, (Fact.Frequency, frequency)), Some.Keeper, Some.Today, Some.Now);
        }

        return mechanism;
    }

    private static DateOnly? DayOf(string? day) => day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("every two years", "2022-05-15", "2024-05-15", "2024-05-15", 0)]
    [InlineData("every two years", "2022-05-15", "2024-05-16", "2024-05-15", 0)]
    [InlineData("every two years", "2022-05-15", "2026-05-15", "2024-05-15", 0)]
    [InlineData("every two years", "2022-05-15", "2026-05-16", "2024-05-15", 1)]
    [InlineData("annually", "2022-05-15", "2026-05-16", "2023-05-15", 3)]
    [InlineData("twice a year", "2025-08-31", "2026-06-30", "2026-02-28", 0)]
    [InlineData("every three months", "2025-11-30", "2026-06-30", "2026-02-28", 1)]
    // A leap day: the day before it in other years, and the leap day itself again.
    [InlineData("annually", "2024-02-29", "2025-03-01", "2025-02-28", 0)]
    [InlineData("annually", "2024-02-29", "2026-02-28", "2025-02-28", 0)]
    [InlineData("annually", "2024-02-29", "2026-03-01", "2025-02-28", 1)]
    [InlineData("every four years", "2020-02-29", "2026-06-30", "2024-02-29", 0)]
    // No meeting yet: from the day on which it became active.
    [InlineData("annually", null, "2021-11-12", "2021-11-12", 0)]
    [InlineData("annually", null, "2022-11-13", "2021-11-12", 1)]
    // It met before the register knows it as active.
    [InlineData("annually", "2020-01-10", "2020-12-01", "2021-01-10", 0)]
    public void The_next_meeting_is_due_one_interval_after_the_last_and_whole_intervals_after_that_are_missed(string frequency, string? last, string day, string due, int missed)
    {
        var cycle = MeetingCycle.Of(Active(frequency), DayOf(day)!.Value, DayOf(last));

        Assert.Equal((DayOf(due), missed), (cycle.DueBy, cycle.Missed));
    }

    [Theory]
    [InlineData("none set")]
    [InlineData("regularly")]
    [InlineData(null)]
    public void Without_a_frequency_that_can_be_read_nothing_is_due_or_missed(string? frequency)
    {
        var cycle = MeetingCycle.Of(Active(frequency), Some.Today, Some.Opened);

        Assert.Equal((frequency, null, null, 0), (cycle.Frequency, cycle.Months, cycle.DueBy, cycle.Missed));
        Assert.Equal(frequency == "none set", cycle.IsNoneSet);
    }

    [Fact]
    public void Only_an_active_mechanism_is_due_and_after_a_pause_its_clock_begins_anew()
    {
        var mechanism = Active("annually");
        mechanism.Record(Some.Update(100, Stage.Dormant), Some.Keeper, Some.Today, Some.Now);
        mechanism.Record(Some.Update(1500, Stage.Active, (Fact.Reason, "It meets again.")), Some.Keeper, Some.Today, Some.Now);

        var dormant = MeetingCycle.Of(mechanism, Some.Day(1499), Some.Day(10));
        var again = MeetingCycle.Of(mechanism, Some.Day(1501), Some.Day(10));
        var met = MeetingCycle.Of(mechanism, Some.Day(1600), Some.Day(1550));

        Assert.Equal(("annually", null, 0), (dormant.Frequency, dormant.DueBy, dormant.Missed));
        Assert.Equal(("annually", Some.Day(1500).AddYears(1), 0), (again.Frequency, again.DueBy, again.Missed));
        Assert.Equal(Some.Day(1550).AddYears(1), met.DueBy);
    }

    [Fact]
    public void A_frequency_recorded_later_holds_from_its_day()
    {
        var mechanism = Active("annually");
        mechanism.Record(Some.Update(200, null, (Fact.Frequency, "every two years")), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(12, MeetingCycle.Of(mechanism, Some.Day(199), null).Months);
        Assert.Equal(24, MeetingCycle.Of(mechanism, Some.Day(200), null).Months);
    }
}
