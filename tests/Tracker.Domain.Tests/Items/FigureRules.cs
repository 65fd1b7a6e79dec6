using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>The named figures, each one function for tile, page and list.</summary>
public sealed class FigureRules
{
    private static bool Counts(Figure figure, Item item, int day)
    {
        var span = item.SpanOn(Some.Day(day));
        var facets = Some.FacetsOf(span);
        var counts = figure.On(Some.Day(day), ReportingRules.Default).Compile()(span);

        Assert.Equal(counts, figure.Counts(ref facets, FigureDays.Of(Some.Day(day), ReportingRules.Default)));
        return counts;
    }

    [Fact]
    public void Each_figure_has_a_name_of_its_own_by_which_it_is_found()
    {
        Assert.Equal(Figure.All.Count, Figure.All.Select(f => f.Name).Distinct().Count());
        Assert.All(Figure.All, f => Assert.Same(f, Figure.Named(f.Name)));
        Assert.Null(Figure.Named("no such figure"));
        Assert.Null(Figure.Named(null));
    }

    [Fact]
    public void A_report_of_exactly_the_reporting_cycle_is_recent_and_one_day_older_is_not()
    {
        var item = Some.Commitment();
        item.Record(Some.Update(10));

        Assert.False(Counts(Figure.NoRecentReport, item, 190));
        Assert.True(Counts(Figure.NoRecentReport, item, 191));
    }

    [Theory]
    [InlineData(Nature.Continuing, Stage.Continuing, 181, true)]
    [InlineData(Nature.Continuing, Stage.Continuing, 180, false)]
    [InlineData(Nature.Continuing, null, 181, true)]
    [InlineData(Nature.Continuing, Stage.Ended, 181, false)]
    [InlineData(Nature.Deliverable, Stage.Continuing, 181, false)]
    public void What_continues_and_has_not_ended_is_quiet_after_the_reporting_cycle(Nature nature, Stage? stage, int day, bool quiet)
    {
        var item = Some.Commitment(stage, Some.Profile with { Nature = nature });

        Assert.Equal(quiet, Counts(Figure.NoActivity, item, day));
    }

    [Fact]
    public void Revisions_and_assessments_are_no_reports()
    {
        var item = Some.Commitment();
        item.Revise(new() { On = Some.Day(100), Title = "Renamed" }, Some.Keeper, Some.Today, Some.Now);
        item.Assess(new(Some.Day(120), 1, Verdict.Confirmed, Side.Asean), Some.Manager, Some.Today, Some.Now);

        Assert.False(Counts(Figure.NoRecentReport, item, 180));
        Assert.True(Counts(Figure.NoRecentReport, item, 181));
    }

    [Fact]
    public void No_change_confirmed_by_a_source_is_a_report()
    {
        var item = Some.Commitment();
        item.Record(Some.Update(100) with { NoChange = true, Evidence = [Some.Page] });

        Assert.False(Counts(Figure.NoRecentReport, item, 280));
    }

    [Theory]
    [InlineData(Stage.Completed)]
    [InlineData(Stage.Ended)]
    [InlineData(null)]
    public void Only_what_is_not_started_or_under_way_lacks_a_report_or_a_lead(Stage? stage)
    {
        var item = Some.Commitment(stage, Some.Profile with { Bodies = [] });

        Assert.False(Counts(Figure.NoRecentReport, item, 500));
        Assert.False(Counts(Figure.NoLead, item, 500));
    }

    [Fact]
    public void Deliverables_without_a_lead_are_counted_until_one_is_named()
    {
        var item = Some.Commitment(profile: Some.Profile with { Bodies = [new("MOFA", BodyRole.Support)] });
        item.Revise(new() { On = Some.Day(10), Bodies = [new("MOFA", BodyRole.Lead)] }, Some.Keeper, Some.Today, Some.Now);
        var continuing = Some.Commitment(Stage.Continuing, Some.Profile with { Bodies = [], Nature = Nature.Continuing });

        Assert.True(Counts(Figure.NoLead, item, 9));
        Assert.False(Counts(Figure.NoLead, item, 10));
        Assert.False(Counts(Figure.NoLead, continuing, 10));
        Assert.False(Counts(Figure.NoRecentReport, continuing, 500));
    }

    [Fact]
    public void Facts_not_stated_are_counted_for_every_nature()
    {
        Assert.True(Counts(Figure.MissingFacts, Some.Centre(Stage.Opened, Some.Profile with { Nature = Nature.Reference }), 5));
        Assert.False(Counts(Figure.MissingFacts, Some.Centre(Stage.Proposed), 5));
    }

    [Fact]
    public void Planned_centres_are_centres_and_facilities_that_are_not_opened()
    {
        var centre = Some.Centre();
        centre.Record(centre.Move(Stage.Opened, 10));

        Assert.True(Counts(Figure.PlannedCentres, centre, 9));
        Assert.False(Counts(Figure.PlannedCentres, centre, 10));
        Assert.True(Counts(Figure.PlannedCentres, Some.Item(Kind.Centre, Form.Facility, Stage.Proposed), 9));
        Assert.False(Counts(Figure.PlannedCentres, Some.Fund(Stage.Proposed), 9));
        Assert.False(Counts(Figure.PlannedCentres, Some.Centre(profile: Some.Profile with { Nature = Nature.Reference }), 9));
    }

    [Theory]
    [InlineData(Nature.Continuing, "continuing")]
    [InlineData(Nature.Position, "positions")]
    [InlineData(Nature.Proposal, "proposals")]
    [InlineData(Nature.Reference, "references")]
    public void Each_nature_beside_the_count_has_its_figure(Nature nature, string name)
    {
        var item = Some.Commitment(null, Some.Profile with { Nature = nature, Proposer = "MOFA" });

        Assert.Equal([name], Figure.All.Where(f => f != Figure.NoDate && Counts(f, item, 5)).Select(f => f.Name));
    }

    [Fact]
    public void Off_track_is_counted_apart_from_at_risk()
    {
        var item = Some.Commitment();
        item.Record(Some.Update(10) with { Outlook = new(Outlook.OffTrack, "Money is late."), NextStep = "Ask." });

        Assert.Equal((true, false, true), (Counts(Figure.OffTrack, item, 10), Counts(Figure.AtRisk, item, 10), Counts(Figure.AtRiskOrOffTrack, item, 10)));
    }
}
