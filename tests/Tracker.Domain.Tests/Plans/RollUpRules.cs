using CsCheck;
using Tracker.Domain.Items;
using Tracker.Domain.Plans;

namespace Tracker.Domain.Tests.Plans;

/// <summary>Mean progress over the lines of a plan: what counts, how much, and what is left out by name.</summary>
public sealed class RollUpRules
{
    private static Leaf At(string code, int percent, int weight = 1) => new(code, code, weight, percent, null);

    private static Leaf Out(string code) => new(code, code, 5, 100, "stage not stated");

    private static readonly Gen<Leaf[]> Leaves = Gen
        .Select(Gen.Int[0, 100], Gen.Int[1, 1000], Gen.Int[0, 9], (percent, weight, extreme) => (Percent: extreme switch { < 3 => 0, < 6 => 100, _ => percent }, Weight: weight))
        .Array[1, 15]
        .Select(all => all.Select((l, i) => At($"POA-{i}", l.Percent, l.Weight)).ToArray());

    [Fact]
    public void A_plan_without_lines_has_no_percentage()
    {
        Assert.Null(RollUp.Of([]).Percent);
        Assert.Null(RollUp.Of([Out("POA-1")]).Percent);
    }

    [Fact]
    public void The_mean_is_weighted()
    {
        var mean = RollUp.Of([At("POA-1", 10, 3), At("POA-2", 50)]);

        Assert.Equal((80, 4, 20), (mean.Numerator, mean.Weight, mean.Percent));
    }

    [Theory]
    [InlineData(100, 100, 100)]
    [InlineData(0, 0, 0)]
    [InlineData(100, 99, 99)]
    [InlineData(0, 1, 1)]
    public void Whole_and_nothing_are_shown_only_where_they_are_true(int first, int second, int shown)
    {
        Assert.Equal(shown, RollUp.Of([At("POA-1", first, 1000), At("POA-2", second)]).Percent);
    }

    [Fact]
    public void A_leaf_reached_by_two_paths_counts_once() =>
        Assert.Equal(RollUp.Of([At("POA-1", 10, 3), At("POA-2", 50)]).Percent, RollUp.Of([At("POA-1", 10, 3), At("POA-2", 50), At("POA-1", 10, 3)]).Percent);

    [Fact]
    public void What_is_left_out_is_named_with_its_reason()
    {
        Leaf Of(Stage? stage, Nature nature = Nature.Deliverable) =>
            Leaf.Of("POA-1", Some.Commitment(stage, Some.Profile with { Nature = nature, Weight = 7 }).On(0));

        Assert.Equal((null, 20, 7), (Of(Stage.InProgress).LeftOut, Of(Stage.InProgress).Percent!.Value, Of(Stage.InProgress).Weight));
        Assert.Equal("stage not stated", Of(null).LeftOut);
        Assert.StartsWith("not a deliverable", Of(Stage.InProgress, Nature.Continuing).LeftOut, StringComparison.Ordinal);
        Assert.All([Stage.Continuing, Stage.Ended, Stage.NotPursued, Stage.Superseded, Stage.OnHold], stage => Assert.EndsWith("has no percentage", Of(stage).LeftOut, StringComparison.Ordinal));
        Assert.Equal(["POA-1"], RollUp.Of([Of(null), At("POA-2", 50)]).LeftOut.Select(l => l.Code));
    }

    [Fact]
    public void On_hold_counts_at_its_frozen_figure_and_is_flagged()
    {
        var item = Some.Commitment(Stage.InProgress).After(Some.Update(5) with { Progress = new(55, "Half is done.") });
        item.Record(item.Move(Stage.OnHold));
        var leaf = Leaf.Of("POA-1", item.On(10));

        Assert.Equal((55, null, true), (leaf.Percent!.Value, leaf.LeftOut, leaf.IsOnHold));
        Assert.Equal(55, RollUp.Of([leaf]).Percent);
        Assert.False(Leaf.Of("POA-1", item.On(5)).IsOnHold);
    }

    [Fact]
    public void The_mean_never_depends_on_order_duplicates_or_what_is_left_out() =>
        Gen.Select(Leaves, Gen.Int[1, 1008]).Sample(
            (leaves, shuffle) =>
            {
                var mean = RollUp.Of(leaves);
                var mixed = leaves.Concat(leaves.Take(3)).Concat([Out("POA-A"), Out("POA-B")])
                    .Select((leaf, i) => (leaf, i)).OrderBy(l => (l.i + 1) * shuffle % 1009).Select(l => l.leaf);
                var other = RollUp.Of(mixed);

                Assert.Equal((mean.Percent, mean.Numerator, mean.Weight), (other.Percent, other.Numerator, other.Weight));
                Assert.Equal(mean.Counted, other.Counted);
                Assert.Equal(["POA-A", "POA-B"], other.LeftOut.Select(l => l.Code));
            },
            iter: 2000);

    [Fact]
    public void The_mean_lies_between_its_leaves_and_is_whole_or_nothing_only_if_all_are() =>
        Leaves.Sample(
            leaves =>
            {
                var percent = RollUp.Of(leaves).Percent!.Value;
                var exact = leaves.Sum(l => (decimal)l.Percent!.Value * l.Weight) / leaves.Sum(l => l.Weight);

                Assert.InRange(percent, leaves.Min(l => l.Percent!.Value), leaves.Max(l => l.Percent!.Value));
                Assert.Equal(leaves.All(l => l.Percent == 100), percent == 100);
                Assert.Equal(leaves.All(l => l.Percent == 0), percent == 0);
                Assert.True(Math.Abs(percent - exact) <= 0.5m || percent is 1 or 99);
            },
            iter: 2000);

    [Fact]
    public void Weights_are_those_of_the_day()
    {
        var item = Some.Commitment(Stage.InProgress);
        item.Revise(new() { On = Some.Day(10), Weight = 1000 }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal((1, 1000), (Leaf.Of("POA-1", item.On(9)).Weight, Leaf.Of("POA-1", item.On(10)).Weight));
    }
}
