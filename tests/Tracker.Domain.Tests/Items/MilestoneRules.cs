using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Steps within an item, and how far they lift its progress.</summary>
public sealed class MilestoneRules
{
    private static Update Of(int day, params MilestoneChange[] changes) => Some.Update(day) with { Milestones = changes };

    private static MilestoneChange Add(int number, int weight = 1) => new(number, MilestoneAct.Add, $"Course {number}", null, weight);

    private static Item With(params MilestoneChange[] changes) => Some.Commitment(Stage.InProgress).After(Of(1, changes));

    [Fact]
    public void Each_milestone_has_a_number_of_its_own()
    {
        var item = With(Add(1));

        Assert.Equal(["milestone.number"], item.RulesAgainst(Of(5, Add(1))));
        Assert.Equal(["milestone.number"], item.RulesAgainst(Of(5, Add(2), Add(2))));
        Assert.Equal(["milestone.number"], item.RulesAgainst(Of(5, Add(0))));
        Assert.Equal(["milestone.number"], item.RulesAgainst(Of(5, Add(int.MaxValue))));
        Assert.Empty(item.RulesAgainst(Of(5, Add(2), Add(3))));
    }

    [Fact]
    public void It_has_a_title_a_weight_and_a_date_in_order()
    {
        var item = Some.Commitment(Stage.InProgress);

        Assert.Equal(["milestone.title"], item.RulesAgainst(Of(5, Add(1) with { Title = " " })));
        Assert.Equal(["milestone.title"], item.RulesAgainst(Of(5, Add(1) with { Title = new('x', 201) })));
        Assert.Equal(["milestone.weight"], item.RulesAgainst(Of(5, Add(1, 0))));
        Assert.Equal(["milestone.weight"], item.RulesAgainst(Of(5, Add(1, 101))));
        Assert.Equal(["milestone.due"], item.RulesAgainst(Of(5, Add(1) with { Due = new("soon", Some.Day(9), Some.Day(8)) })));
        Assert.Equal(["milestone.due"], item.RulesAgainst(Of(5, Add(1) with { Due = new(" ", null, Some.Day(8)) })));
        Assert.Empty(item.RulesAgainst(Of(5, Add(1, 100) with { Due = new("soon", Some.Day(8), Some.Day(8)) })));
    }

    [Fact]
    public void Only_an_open_one_is_met_or_dropped_and_only_a_closed_one_reopened()
    {
        var item = With(Add(1), Add(2), Add(3));
        item.Record(Of(5, new(1, MilestoneAct.Meet), new(2, MilestoneAct.Drop)));

        Assert.Equal(["milestone.closed", "milestone.closed"], item.RulesAgainst(Of(9, new(1, MilestoneAct.Meet), new(2, MilestoneAct.Meet))));
        Assert.Equal(["milestone.closed", "milestone.closed"], item.RulesAgainst(Of(9, new(1, MilestoneAct.Drop), new(2, MilestoneAct.Drop))));
        Assert.Equal(["milestone.open"], item.RulesAgainst(Of(9, new MilestoneChange(3, MilestoneAct.Reopen))));
        Assert.Empty(item.RulesAgainst(Of(9, new(1, MilestoneAct.Reopen), new(2, MilestoneAct.Reopen), new(3, MilestoneAct.Meet))));
        Assert.Equal(["milestone.unknown"], item.RulesAgainst(Of(9, new MilestoneChange(4, MilestoneAct.Meet))));
        Assert.Equal(["milestone.unknown"], item.RulesAgainst(Of(0, new MilestoneChange(3, MilestoneAct.Meet))));
    }

    [Fact]
    public void One_report_may_add_and_meet_a_milestone()
    {
        var item = With(Add(1), new(1, MilestoneAct.Meet));

        Assert.Equal(Some.Day(1), item.On(1).Milestones[1].MetOn);
    }

    [Fact]
    public void Met_weight_lifts_progress_within_the_band_of_the_stage()
    {
        var item = With(Add(1, 3), Add(2, 1), Add(3, 3));
        item.After(Of(5, new MilestoneChange(1, MilestoneAct.Meet)), Of(10, new MilestoneChange(3, MilestoneAct.Drop)), Of(15, new MilestoneChange(2, MilestoneAct.Meet)), Of(20, new MilestoneChange(1, MilestoneAct.Reopen)));

        // In progress stands for 20 to 90 %: 3 of 7, then 3 of 4, then all, then 1 of 4.
        Assert.Equal([20, 50, 72, 90, 37], new[] { 4, 5, 10, 15, 20 }.Select(day => item.On(day).Progress!.Percent));
    }

    [Fact]
    public void Where_the_stage_has_one_figure_milestones_change_nothing()
    {
        var item = Some.Commitment(Stage.Planned).After(Of(1, Add(1), new(1, MilestoneAct.Meet)));

        Assert.Equal(10, item.On(1).Progress!.Percent);
    }

    [Fact]
    public void Milestones_stay_when_the_stage_changes()
    {
        var item = With(Add(1), Add(2), new(1, MilestoneAct.Meet));
        item.Record(item.Move(Stage.Planned, 5));
        item.Record(item.Move(Stage.InProgress, 9));

        Assert.Equal([55, 10, 55], new[] { 4, 5, 9 }.Select(day => item.On(day).Progress!.Percent));
    }
}
