using CsCheck;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>How far an item is: by its stage, its milestones, or a figure set by hand with a reason.</summary>
public sealed class ProgressRules
{
    private static Update By(int percent, string reason = "Half of the courses are held.") => Some.Update(10) with { Progress = new(percent, reason) };

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(90, true)]
    [InlineData(91, false)]
    [InlineData(-1, false)]
    public void A_figure_set_by_hand_lies_within_the_band_of_the_stage(int percent, bool allowed) =>
        Assert.Equal(allowed ? [] : ["progress.band"], Some.Commitment(Stage.InProgress).RulesAgainst(By(percent)));

    [Fact]
    public void The_band_is_that_of_the_stage_the_same_report_moves_to()
    {
        var item = Some.Commitment(Stage.Planned);

        Assert.Equal(["progress.band"], item.RulesAgainst(By(55)));
        Assert.Empty(item.RulesAgainst(By(55) with { Stage = Stage.InProgress }));
    }

    [Fact]
    public void It_needs_a_reason_and_is_marked()
    {
        var item = Some.Commitment(Stage.InProgress);

        Assert.Equal(["progress.reason"], item.RulesAgainst(By(55, " ")));
        item.Record(By(55));
        Assert.Equal((55, true), (item.On(10).Progress!.Percent, item.On(10).Progress!.IsManual));
        Assert.False(item.On(9).Progress!.IsManual);
    }

    [Theory]
    [InlineData("commitment", Stage.Continuing)]
    [InlineData("commitment", Stage.Ended)]
    [InlineData("commitment", null)]
    [InlineData("plan", Stage.InForce)]
    [InlineData("fund", Stage.Operating)]
    [InlineData("project", Stage.Running)]
    public void A_stage_without_a_percentage_takes_none(string name, Stage? stage)
    {
        var item = Some.Item(name, stage);

        Assert.Null(item.On(0).Progress);
        Assert.Equal(["progress.none"], item.RulesAgainst(By(55)));
    }

    [Theory]
    [InlineData(Nature.Continuing)]
    [InlineData(Nature.Reference)]
    public void Only_a_deliverable_has_a_percentage(Nature nature)
    {
        var item = Some.Commitment(Stage.InProgress, Some.Profile with { Nature = nature });

        Assert.Null(item.On(0).Progress);
        Assert.Null(item.SpanOn(Some.Day(0)).Progress);
        Assert.Equal(["progress.none"], item.RulesAgainst(By(55)));
        item.Revise(new() { On = Some.Day(5), Nature = Nature.Deliverable }, Some.Keeper, Some.Today, Some.Now);
        Assert.Empty(item.RulesAgainst(By(55)));
    }

    [Fact]
    public void It_ends_with_its_stage_also_when_the_item_comes_back_to_it()
    {
        var item = Some.Commitment(Stage.InProgress).After(By(55));
        item.After(item.Move(Stage.Planned, 20), item.Move(Stage.InProgress, 30));

        Assert.Equal((20, false), (item.On(30).Progress!.Percent, item.On(30).Progress!.IsManual));
    }

    [Fact]
    public void On_hold_it_may_be_set_within_the_band_of_the_stage_that_was_left()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Record(item.Move(Stage.OnHold, 5));

        Assert.Empty(item.RulesAgainst(By(55)));
        Assert.Equal(["progress.band"], item.RulesAgainst(By(95)));
    }

    [Fact]
    public void It_outweighs_milestones()
    {
        var item = Some.Commitment(Stage.InProgress).After(
            Some.Update(5) with { Milestones = [new(1, MilestoneAct.Add, "Course"), new(1, MilestoneAct.Meet)] }, By(40));

        Assert.Equal(40, item.On(10).Progress!.Percent);
    }

    [Fact]
    public void Progress_keeps_to_the_band_and_never_depends_on_the_order_of_milestones()
    {
        var bands = Some.KindsAndForms.SelectMany(k => Lifecycle.Of(k.Kind, k.Form).All).Where(r => r.Floor is not null).ToList();
        var milestones = Gen.Select(Gen.Int[1, 100], Gen.Int[0, 2], (weight, fate) => (Weight: weight, Fate: fate)).Array[0, 12]
            .Select(all => all.Select((m, i) => new Milestone(i, "Step", null, m.Weight, m.Fate == 1 ? Some.Opened : null, m.Fate == 2)).ToArray());

        Gen.Select(Gen.Int[0, bands.Count - 1], milestones, Gen.Int[0, int.MaxValue - 1]).Sample(
            (band, all, shuffle) =>
            {
                var rule = bands[band];
                var percent = ProgressFigure.Of(rule, all, null)!.Percent;
                var live = all.Where(m => !m.IsDropped).ToList();

                Assert.InRange(percent, rule.Floor!.Value, rule.Ceiling!.Value);
                Assert.Equal(percent, ProgressFigure.Of(rule, all.OrderBy(m => (m.Number + 1L) * shuffle % 1009).ToList(), null)!.Percent);
                Assert.Equal(live.Count > 0 && live.TrueForAll(m => !m.IsOpen) || rule.Floor == rule.Ceiling, percent == rule.Ceiling);
                Assert.True(live.Exists(m => !m.IsOpen) || percent == rule.Floor);
            },
            iter: 2000);
    }
}
