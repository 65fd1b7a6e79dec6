using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What an item is in the headline count, and what is named beside it.</summary>
public sealed class CountingRules
{
    private static readonly Profile Proposal = Some.Profile with { Nature = Nature.Proposal, Proposer = "MOFA" };

    [Theory]
    [InlineData(Nature.Continuing)]
    [InlineData(Nature.Proposal)]
    [InlineData(Nature.Reference)]
    public void Only_deliverables_count(Nature nature)
    {
        foreach (var stage in Lifecycle.Centre.All.Select(r => (Stage?)r.Stage).Append(null))
        {
            var item = Some.Centre(stage, Proposal with { Nature = nature });

            Assert.Equal(Standing.NotDeliverable, item.On(0).OwnStanding);
            Assert.False(item.On(0).Counts);
            Assert.Equal(Standing.NotDeliverable, item.SpanOn(Some.Day(0)).Standing);
        }
    }

    [Fact]
    public void A_position_is_a_commitment_without_a_stage()
    {
        var position = Some.Profile with { Nature = Nature.Position };

        Assert.Equal(Standing.NotDeliverable, Some.Commitment(null, position).On(0).OwnStanding);
        Assert.Equal("profile.position", Refused(() => Some.Commitment(Stage.NoActionReported, position)));
        Assert.Equal("profile.position", Refused(() => Some.Centre(null, position)));
        Assert.Equal(["profile.position"], Some.Commitment(Stage.Planned).RulesAgainst(new Revision { On = Some.Day(5), Nature = Nature.Position }));
        Assert.Equal(["profile.position"], Some.Centre(null).RulesAgainst(new Revision { On = Some.Day(5), Nature = Nature.Position }));
        Assert.Empty(Some.Commitment(null).RulesAgainst(new Revision { On = Some.Day(5), Nature = Nature.Position }));
    }

    [Fact]
    public void A_position_takes_no_stage_until_it_is_something_else()
    {
        var item = Some.Commitment(null, Some.Profile with { Nature = Nature.Position });

        Assert.Equal(["profile.position"], item.RulesAgainst(Some.Update(5, Stage.InProgress)));
        Assert.Empty(item.RulesAgainst(Some.Update(5)));
        item.Revise(new() { On = Some.Day(5), Nature = Nature.Deliverable }, Some.Keeper, Some.Today, Some.Now);
        Assert.Empty(item.RulesAgainst(Some.Update(5, Stage.InProgress)));
    }

    [Theory]
    [InlineData(Stage.NoActionReported, Standing.NotStarted)]
    [InlineData(Stage.Planned, Standing.NotStarted)]
    [InlineData(Stage.InProgress, Standing.UnderWay)]
    [InlineData(Stage.Ended, Standing.NoLongerRunning)]
    [InlineData(Stage.NotPursued, Standing.NoLongerRunning)]
    [InlineData(Stage.Superseded, Standing.Superseded)]
    [InlineData(Stage.Completed, Standing.DeliveredBefore)]
    [InlineData(Stage.OnHold, Standing.StageNotStated)]
    [InlineData(null, Standing.StageNotStated)]
    public void A_deliverable_stands_where_its_opening_shows_it(Stage? stage, Standing standing) =>
        Assert.Equal(standing, Some.Commitment(stage).On(0).OwnStanding);

    [Fact]
    public void The_count_is_not_started_under_way_and_delivered()
    {
        foreach (var standing in Enum.GetValues<Standing>())
        {
            var figures = new[] { Figure.NotStarted, Figure.UnderWay, Figure.Delivered, Figure.DeliveredBefore, Figure.NoLongerRunning, Figure.StageNotStated, Figure.Superseded, Figure.CountsInside };
            var span = SpanWith(standing);

            Assert.Equal(
                standing is Standing.NotStarted or Standing.UnderWay or Standing.Delivered,
                Figure.Counted.On(Some.Today, ReportingRules.Default).Compile()(span));
            Assert.Equal(standing == Standing.NotDeliverable ? 0 : 1, figures.Count(f => f.On(Some.Today, ReportingRules.Default).Compile()(span)));
        }
    }

    [Fact]
    public void What_its_opening_shows_as_delivered_stays_apart_whatever_follows()
    {
        var centre = Some.Centre(Stage.Opened);
        centre.Record(centre.Move(Stage.Dormant, 10));

        Assert.Equal(Standing.DeliveredBefore, centre.On(0).OwnStanding);
        Assert.Equal(Standing.DeliveredBefore, centre.On(10).OwnStanding);
        Assert.False(centre.On(0).Counts);
    }

    [Theory]
    [InlineData("centre", Stage.Dormant)]
    [InlineData("centre", Stage.Closed)]
    [InlineData("memorandum", Stage.Expired)]
    [InlineData("memorandum", Stage.Terminated)]
    [InlineData("fund", Stage.Closed)]
    [InlineData("mechanism", Stage.Ended)]
    public void A_first_entry_after_delivery_counts_as_delivered_before(string name, Stage stage) =>
        Assert.Equal(Standing.DeliveredBefore, Some.Item(name, stage).On(0).OwnStanding);

    [Theory]
    [InlineData("treaty", Stage.Expired)]
    [InlineData("treaty", Stage.Terminated)]
    [InlineData("plan", Stage.Ended)]
    [InlineData("project", Stage.Ended)]
    [InlineData("contribution", Stage.Withdrawn)]
    public void A_first_entry_that_does_not_say_so_was_not_delivered(string name, Stage stage) =>
        Assert.Equal(Standing.NoLongerRunning, Some.Item(name, stage).On(0).OwnStanding);

    [Fact]
    public void Delivered_and_no_longer_running_since_stays_delivered()
    {
        var mechanism = Some.Item("mechanism", Stage.Agreed);
        mechanism.After(mechanism.Move(Stage.Active, 10), mechanism.Move(Stage.Ended, 20));

        Assert.Equal(Phase.NoLongerRunning, mechanism.On(20).Phase);
        Assert.Equal(Standing.Delivered, mechanism.On(20).OwnStanding);
    }

    [Fact]
    public void Superseded_never_counts_even_if_it_was_delivered()
    {
        var centre = Some.Centre(Stage.Agreed);
        centre.After(centre.Move(Stage.Opened, 10), centre.Move(Stage.Superseded, 20));

        Assert.Equal(Standing.Delivered, centre.On(19).OwnStanding);
        Assert.Equal(Standing.Superseded, centre.On(20).OwnStanding);
    }

    [Fact]
    public void An_opening_found_earlier_says_what_was_delivered_before()
    {
        var centre = Some.Centre(Stage.Opened);
        centre.OpenEarlier(new(Some.Profile, new() { On = Some.Day(-100), Stage = Stage.Agreed }), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(Standing.UnderWay, centre.On(-1).OwnStanding);
        Assert.Equal(Standing.Delivered, centre.On(0).OwnStanding);
    }

    [Theory]
    [InlineData("commitment", Stage.Continuing)]
    [InlineData("project", Stage.Running)]
    public void A_deliverable_that_goes_on_is_under_way_without_a_percentage(string name, Stage stage)
    {
        var item = Some.Item(name, stage);

        Assert.Equal(Standing.UnderWay, item.On(0).OwnStanding);
        Assert.Null(item.On(0).Progress);
    }

    [Fact]
    public void Stage_not_stated_has_no_phase_and_does_not_count()
    {
        var item = Some.Commitment(null);

        Assert.Equal((null, null, Standing.StageNotStated), ((object?)item.On(0).Phase, (object?)item.On(0).Progress, item.On(0).OwnStanding));
        Assert.False(item.On(0).Counts);
    }

    [Fact]
    public void A_proposal_names_its_proposer_and_counts_from_the_day_it_is_taken_up()
    {
        Assert.Equal("profile.proposer", Refused(() => Some.Centre(Stage.Proposed, Proposal with { Proposer = null })));
        Assert.Equal("profile.proposer", Refused(() => Some.Centre(Stage.Proposed, Proposal with { Proposer = " " })));
        var centre = Some.Centre(Stage.Proposed, Proposal);
        Assert.Equal(["profile.proposer"], centre.RulesAgainst(new Revision { On = Some.Day(5), Proposer = "" }));
        centre.Revise(new() { On = Some.Day(30), Nature = Nature.Deliverable }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal(Standing.NotDeliverable, centre.On(29).OwnStanding);
        Assert.Equal(Standing.NotStarted, centre.On(30).OwnStanding);
    }

    [Fact]
    public void What_is_part_of_a_counting_item_counts_inside_it_while_that_counts()
    {
        var item = Some.Commitment(profile: Some.Profile with { Relations = [new(RelationKind.PartOf, "WHOLE")] });
        var held = item.HeldBy(code => code == "WHOLE" ? [new(Some.Day(10), Some.Day(20))] : []);

        Assert.Equal(
            [(Some.Day(0), Standing.NotStarted), (Some.Day(10), Standing.CountsInside), (Some.Day(20), Standing.NotStarted)],
            held.Spans.Select(s => (s.From, s.Standing)));
        Assert.Equal([new(Some.Day(0), DayRange.Open)], held.Counting);
    }

    [Fact]
    public void By_two_paths_into_counting_items_it_still_counts_inside_once()
    {
        var item = Some.Commitment(profile: Some.Profile with { Relations = [new(RelationKind.PartOf, "ONE"), new(RelationKind.PartOf, "TWO")] });
        var held = item.HeldBy(code => code == "ONE" ? [new(Some.Day(10), Some.Day(20))] : [new(Some.Day(15), Some.Day(30))]);

        Assert.Equal(
            [(Some.Day(0), Standing.NotStarted), (Some.Day(10), Standing.CountsInside), (Some.Day(15), Standing.CountsInside), (Some.Day(20), Standing.CountsInside), (Some.Day(30), Standing.NotStarted)],
            held.Spans.Select(s => (s.From, s.Standing)));
    }

    [Theory]
    [InlineData("study", RelationKind.Prepares, true)]
    [InlineData("project", RelationKind.Prepares, false)]
    [InlineData("study", RelationKind.Supports, false)]
    [InlineData("project", RelationKind.PartOf, true)]
    public void A_study_counts_inside_what_it_prepares(string name, RelationKind relation, bool inside)
    {
        var item = Some.Item(name, Stage.Proposed, Some.Profile with { Relations = [new(relation, "CENTRE-1")] });

        Assert.Equal(inside ? Standing.CountsInside : Standing.NotStarted, item.HeldBy(_ => [new(Some.Day(0), DayRange.Open)]).Spans.Single().Standing);
    }

    [Fact]
    public void What_does_not_count_by_itself_does_not_count_inside_another()
    {
        var item = Some.Commitment(Stage.Completed, Some.Profile with { Relations = [new(RelationKind.PartOf, "WHOLE")] });

        Assert.Equal(Standing.DeliveredBefore, item.HeldBy(_ => [new(Some.Day(0), DayRange.Open)]).Spans.Single().Standing);
    }

    [Fact]
    public void Nothing_is_part_of_itself()
    {
        var item = Some.Commitment(profile: Some.Profile with { Relations = [new(RelationKind.PartOf, "ITEM-1")] });

        Assert.Equal(Standing.NotStarted, item.HeldBy(_ => [new(Some.Day(0), DayRange.Open)]).Spans.Single().Standing);
    }

    private static string Refused(Action deed) => Assert.Single(Assert.Throws<RefusedException>(deed).Refusals).Rule;

    private static Span SpanWith(Standing standing)
    {
        var delivered = Some.Commitment(Stage.InProgress);
        delivered.Record(delivered.Move(Stage.Completed, 10));
        var inside = Some.Commitment(profile: Some.Profile with { Relations = [new(RelationKind.PartOf, "WHOLE")] });
        var span = standing switch
        {
            Standing.NotStarted => Some.Commitment().SpanOn(Some.Day(0)),
            Standing.UnderWay => Some.Commitment(Stage.InProgress).SpanOn(Some.Day(0)),
            Standing.Delivered => delivered.SpanOn(Some.Day(10)),
            Standing.DeliveredBefore => Some.Commitment(Stage.Completed).SpanOn(Some.Day(0)),
            Standing.NoLongerRunning => Some.Commitment(Stage.Ended).SpanOn(Some.Day(0)),
            Standing.StageNotStated => Some.Commitment(null).SpanOn(Some.Day(0)),
            Standing.Superseded => Some.Commitment(Stage.Superseded).SpanOn(Some.Day(0)),
            Standing.CountsInside => inside.HeldBy(_ => [new(Some.Day(0), DayRange.Open)]).Spans.Single(),
            _ => Some.Commitment(null, Some.Profile with { Nature = Nature.Position }).SpanOn(Some.Day(0)),
        };
        Assert.Equal(standing, span.Standing);
        return span;
    }
}
