using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What of an item lies on a line of time, on any day.</summary>
public sealed class ItemDateRules
{
    private static Update Set(int day, string text, int? latest, Stage? aim = null, string? reason = null, int? earliest = null) => Some.Update(day) with
    {
        Target = new(text, earliest is { } first ? Some.Day(first) : null, latest is { } last ? Some.Day(last) : null, aim),
        TargetReason = reason,
    };

    private static Update Step(int day, params MilestoneChange[] changes) => Some.Update(day) with { Milestones = changes };

    private static MilestoneChange Add(int number, int? latest) =>
        new(number, MilestoneAct.Add, $"Step {number}", latest is { } day ? new($"by day {day}", null, Some.Day(day)) : null);

    private static IReadOnlyList<ItemDate> On(Item item, int day) => ItemDate.Of(item.On(day), Some.Day(day), ReportingRules.Default);

    [Fact]
    public void A_revised_target_stands_before_those_whose_place_it_took()
    {
        var item = Some.Centre().After(Set(10, "in 2021", 100), Set(20, "in 2022", 200, reason: "Flooded."), Set(30, "in 2023", 300, reason: "Again."));

        Assert.Equal(
            [(DateKind.EarlierTarget, "in 2021", 0), (DateKind.EarlierTarget, "in 2022", 1), (DateKind.Target, "in 2023", 2)],
            On(item, 30).Select(d => (d.Kind, d.Words, d.Revision)));
        Assert.Equal([(DateKind.EarlierTarget, "in 2021"), (DateKind.Target, "in 2022")], On(item, 29).Select(d => (d.Kind, d.Words)));
        Assert.Equal([(DateKind.Target, "in 2021")], On(item, 19).Select(d => (d.Kind, d.Words)));
        Assert.Empty(On(item, 9));
    }

    [Fact]
    public void A_target_for_another_stage_stands_beside_and_is_judged_by_itself()
    {
        var item = Some.Centre().After(Set(10, "study first", 50, Stage.StudyCompleted), Set(11, "opened then", 400), Some.Move(Lifecycle.Of(Kind.Centre, Form.Centre), Stage.StudyCompleted, 60));

        Assert.Equal(
            [("study first", (Schedule?)Schedule.MetLate, 10), ("opened then", Schedule.Upcoming, 0)],
            On(item, 60).Select(d => (d.Words, d.Schedule, d.DaysLate)));
        Assert.Equal([("study first", (Schedule?)Schedule.Overdue, 9), ("opened then", Schedule.Upcoming, 0)], On(item, 59).Select(d => (d.Words, d.Schedule, d.DaysLate)));
    }

    [Fact]
    public void No_date_set_makes_every_target_an_earlier_one()
    {
        var item = Some.Centre().After(Set(10, "in 2021", 100), Some.Update(20) with { NoDateSet = true, TargetReason = "Nobody knows." });

        Assert.Equal((DateKind.EarlierTarget, null), (Assert.Single(On(item, 20)).Kind, On(item, 20)[0].Schedule));
        Assert.Equal(DateKind.Target, Assert.Single(On(item, 19)).Kind);
    }

    [Fact]
    public void What_is_late_reaches_to_the_day_shown_or_to_the_day_on_which_it_was_met()
    {
        var item = Some.Centre().After(Set(10, "by day 100", 100, earliest: 80), Some.Move(Lifecycle.Of(Kind.Centre, Form.Centre), Stage.Opened, 130));

        var (before, late, met) = (On(item, 100)[0], On(item, 120)[0], On(item, 200)[0]);

        Assert.Equal((Schedule.Due, 0, Some.Day(80), Some.Day(100)), (before.Schedule, before.DaysLate, before.First, before.LastOn(Some.Day(100))));
        Assert.Equal((Schedule.Overdue, 20, Some.Day(120)), (late.Schedule, late.DaysLate, late.LastOn(Some.Day(120))));
        Assert.Equal((Schedule.MetLate, 30, Some.Day(130), Some.Day(130)), (met.Schedule, met.DaysLate, met.MetOn, met.LastOn(Some.Day(200))));
    }

    [Fact]
    public void Milestones_are_open_overdue_or_met_and_those_dropped_are_gone()
    {
        var item = Some.Commitment(Stage.InProgress).After(
            Step(10, Add(1, 50), Add(2, 300), Add(3, null), Add(4, 60)),
            Step(70, new(1, MilestoneAct.Meet), new(3, MilestoneAct.Meet), new(4, MilestoneAct.Drop)));

        Assert.Equal(
            [("by day 50", (Schedule?)Schedule.MetLate, 20), ("by day 300", Schedule.Upcoming, 0), ("Step 3", Schedule.MetOnTime, 0)],
            On(item, 70).Select(d => (d.Words, d.Schedule, d.DaysLate)));
        Assert.Equal([Schedule.Overdue, Schedule.Upcoming, Schedule.NoDate, Schedule.Due], On(item, 55).Select(d => d.Schedule!.Value));
        Assert.Null(On(item, 55)[2].First);
        Assert.Equal(Some.Day(70), On(item, 70)[2].First);
    }

    [Fact]
    public void A_period_without_a_last_day_reaches_to_the_day_shown()
    {
        var item = Some.Plan(period: new("from 2021", Some.Day(10)));

        Assert.Equal((Some.Day(10), Some.Day(40)), (On(item, 40)[0].First, On(item, 40)[0].LastOn(Some.Day(40))));
        Assert.Equal(Some.Day(10), On(item, 5)[0].LastOn(Some.Day(5)));
    }

    /// <summary>Items are chosen by what stands in memory; it must know of every day of the period, the target and its lateness.</summary>
    [Fact]
    public void What_stands_in_memory_reaches_as_far_as_the_period_and_the_target_that_holds()
    {
        var closed = new Period("2021", Some.Day(5), Some.Day(40));
        Item[] items =
        [
            Some.Centre(), Some.Plan(period: closed), Some.Plan(period: new("from 2021", Some.Day(5))), Some.Plan(period: new("until then", null, Some.Day(90))),
            Some.Centre(profile: Some.Profile with { Period = closed }).After(Set(10, "in 2021", 100), Set(20, "in 2022", 60, reason: "Sooner."), Some.Move(Lifecycle.Of(Kind.Centre, Form.Centre), Stage.Opened, 130)),
            Some.Centre().After(Set(10, "soon", null), Set(30, "in 2021", 100, reason: "Known now.")),
            Some.Centre().After(Set(10, "in 2021", 100), Some.Move(Lifecycle.Of(Kind.Centre, Form.Centre), Stage.NotPursued, 50)),
        ];
        foreach (var item in items)
        {
            foreach (var day in new[] { 0, 10, 25, 61, 120, 131, 400 })
            {
                var known = Some.FacetsOf(item.SpanOn(Some.Day(day))).DatesOn(Some.Day(day));
                var dates = On(item, day).Where(d => d.First is not null && (d.Kind != DateKind.EarlierTarget || d.Revision == 0)).ToList();
                Assert.Equal(dates.Count == 0 ? null : (dates.Min(d => d.First!.Value), dates.Max(d => d.LastOn(Some.Day(day))!.Value)), known);
            }
        }
    }
}
