using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Targets as leaders wrote them: the first is the baseline, each later one for the same stage a revision.</summary>
public sealed class TargetRules
{
    private static Update Set(int day, string text, int? latest, Stage? aim = null, string? reason = null) => Some.Update(day) with
    {
        Target = new(text, null, latest is { } days ? Some.Day(days) : null, aim),
        TargetReason = reason,
    };

    [Fact]
    public void A_target_without_a_stage_is_for_the_first_delivered_one()
    {
        Dictionary<string, Stage> first = new()
        {
            ["commitment"] = Stage.Completed,
            ["contribution"] = Stage.Delivered,
            ["plan"] = Stage.Adopted,
            ["fund"] = Stage.Operating,
            ["centre"] = Stage.Opened,
            ["treaty"] = Stage.InForce,
            ["memorandum"] = Stage.Signed,
            ["declaration"] = Stage.Adopted,
            ["project"] = Stage.Closed,
            ["study"] = Stage.Completed,
            ["mechanism"] = Stage.Active,
        };

        Assert.All(Some.Lifecycles.Keys, name => Assert.Equal(first[name], Some.Item(name, null).After(Set(5, "soon", 50)).On(5).Target!.Aim));
    }

    [Fact]
    public void The_first_target_is_the_baseline_and_is_never_overwritten()
    {
        var item = Some.Centre();
        item.After(Set(10, "in 2021", 100), Set(20, "in 2022", 200, reason: "The site was flooded."), Set(30, "in 2023", 300, reason: "And again."));

        Assert.Equal(("in 2023", "in 2021", 2), (item.On(30).Target!.Target.Text, item.On(30).Baseline!.Target.Text, item.On(30).TimesRevised));
        Assert.Equal(("in 2021", "in 2021", 0), (item.On(19).Target!.Target.Text, item.On(19).Baseline!.Target.Text, item.On(19).TimesRevised));
        Assert.Equal((Some.Day(300), Some.Day(100), 2), (item.SpanOn(Some.Day(30)).TargetLatest, item.SpanOn(Some.Day(30)).BaselineLatest, item.SpanOn(Some.Day(30)).TimesRevised));
        Assert.Equal((null, "The site was flooded."), (item.On(30).Targets[0].Reason, item.On(30).Targets[1].Reason));
    }

    [Fact]
    public void A_revised_target_needs_its_reason()
    {
        var item = Some.Centre().After(Set(10, "in 2021", 100));

        Assert.Equal(["target.reason"], item.RulesAgainst(Set(20, "in 2022", 200)));
        Assert.Equal(["target.reason"], item.RulesAgainst(Set(20, "in 2022", 200, Stage.Opened)));
        Assert.Equal(["target.reason"], item.RulesAgainst(Set(20, "in 2022", 200, reason: " ")));
    }

    [Fact]
    public void A_target_for_another_stage_is_a_new_one_with_its_own_baseline()
    {
        var item = Some.Centre();
        item.After(Set(10, "open in 2021", 100), Set(20, "study in 2022", 200, Stage.StudyCompleted), Set(30, "study in 2023", 300, Stage.StudyCompleted, "The consultant left."));

        Assert.Equal(("study in 2022", 0), (item.On(20).Baseline!.Target.Text, item.On(20).TimesRevised));
        Assert.Equal(("study in 2022", 1), (item.On(30).Baseline!.Target.Text, item.On(30).TimesRevised));
        item.Record(Set(40, "open in 2024", 400, null, "The study is late."));
        Assert.Equal(("study in 2022", 1), (item.On(40).Baseline!.Target.Text, item.On(40).TimesRevised));
        item.Record(item.Move(Stage.StudyCompleted, 50));
        Assert.Equal(("open in 2021", 1), (item.On(50).Baseline!.Target.Text, item.On(50).TimesRevised));
    }

    [Fact]
    public void A_target_that_is_overdue_stays_so_when_one_for_another_stage_is_set()
    {
        var item = Some.Centre();
        item.After(Set(10, "study in November", 20, Stage.StudyCompleted), Set(30, "open in 2030", 3000));

        Assert.Equal(Schedule.Overdue, item.On(40).ScheduleOn(Some.Day(40), ReportingRules.Default));
        item.Record(item.Move(Stage.Opened, 50));
        Assert.Equal(Schedule.MetOnTime, item.On(50).ScheduleOn(Some.Day(50), ReportingRules.Default));
    }

    [Fact]
    public void A_former_opening_needs_no_reason_for_its_target_beside_that_of_an_earlier_one()
    {
        var item = Some.Item(Kind.Centre, Form.Centre, Stage.Proposed, update: new Update { On = Some.Opened, Target = new("in 2022", null, Some.Day(300)) });

        item.OpenEarlier(new(Some.Profile, new Update { On = Some.Day(-30), Stage = Stage.Proposed, Target = new("in 2021", null, Some.Day(100)) }), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(("in 2022", "in 2021", 1), (item.On(0).Target!.Target.Text, item.On(0).Baseline!.Target.Text, item.On(0).TimesRevised));
    }

    [Fact]
    public void A_target_set_earlier_becomes_the_baseline_and_the_former_one_lacks_its_reason()
    {
        var item = Some.Centre().After(Set(20, "in 2022", 200));

        Assert.Equal(["journal.order"], item.RulesAgainst(Set(10, "in 2021", 100)));
        item = Some.Centre().After(Set(20, "in 2022", 200, reason: "The site was flooded."));
        item.Record(Set(10, "in 2021", 100));
        Assert.Equal(("in 2021", 1), (item.On(20).Baseline!.Target.Text, item.On(20).TimesRevised));
    }

    [Fact]
    public void No_date_set_takes_the_target_away_until_one_is_set()
    {
        var item = Some.Centre();
        item.After(Set(10, "in 2021", 100));
        Assert.Equal(["target.reason"], item.RulesAgainst(Some.Update(20) with { NoDateSet = true }));
        item.Record(Some.Update(20) with { NoDateSet = true, TargetReason = "The site is not free." });

        Assert.Equal((null, null, true), ((object?)item.On(20).Target, (object?)item.On(20).Baseline, item.On(20).NoDateSet));
        Assert.Equal(["target.none"], item.RulesAgainst(Set(30, "in 2022", 200, reason: "Decided anew.") with { NoDateSet = true }));
        item.Record(Set(30, "in 2022", 200, reason: "Decided anew."));
        Assert.Equal(("in 2022", "in 2021", 1, false), (item.On(30).Target!.Target.Text, item.On(30).Baseline!.Target.Text, item.On(30).TimesRevised, item.On(30).NoDateSet));
    }

    [Fact]
    public void A_target_has_words_and_days_in_their_order_and_aims_at_a_stage_of_the_arrows()
    {
        var item = Some.Centre();

        Assert.Equal(["target.text"], item.RulesAgainst(Set(10, " ", 100)));
        Assert.Equal(["target.text"], item.RulesAgainst(Set(10, new('x', 201), 100)));
        Assert.Empty(item.RulesAgainst(Set(10, new('x', 200), 100)));
        Assert.Equal(["target.days"], item.RulesAgainst(Some.Update() with { Target = new("soon", Some.Day(20), Some.Day(19)) }));
        Assert.Empty(item.RulesAgainst(Some.Update() with { Target = new("soon", Some.Day(20), Some.Day(20)) }));
        Assert.All(
            [Stage.Dormant, Stage.Closed, Stage.OnHold, Stage.Superseded, Stage.Signed],
            aim => Assert.Equal(["target.stage"], item.RulesAgainst(Set(10, "soon", 100, aim))));
    }

    [Fact]
    public void A_target_with_an_opening_is_the_baseline()
    {
        var item = Some.Item(Kind.Centre, Form.Centre, Stage.Proposed, update: new() { On = Some.Opened, Target = new("by the end of the year", null, new(2020, 12, 31)) });

        Assert.Equal(new(2020, 12, 31), item.On(0).Baseline!.Target.Latest);
        Assert.Equal(["target.reason"], item.RulesAgainst(Set(10, "in 2021", 100)));
    }
}
