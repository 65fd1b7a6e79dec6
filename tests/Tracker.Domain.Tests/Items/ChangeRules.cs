using System.Numerics;
using CsCheck;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What changed between two days (docs/domain.md, What changed).</summary>
public sealed class ChangeRules
{
    private static readonly ReportingRules Short = new(ReportingCycle: 20, DueWindow: 10);

    [Fact]
    public void A_move_after_the_cut_off_is_a_change_and_one_on_its_day_is_not()
    {
        var centre = Some.Centre();
        centre.Record(Some.Move(centre.Lifecycle, Stage.UnderDiscussion, 10), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([(Some.Day(10), ChangeKinds.Stage)], Between(centre, 9, 10));
        Assert.Empty(Between(centre, 10, 60));
        Assert.Empty(Between(centre, 0, 9));
    }

    [Fact]
    public void An_item_of_a_later_day_is_new_whatever_else_its_opening_says()
    {
        var commitment = Some.Item(Kind.Commitment, Form.None, Stage.Planned, on: Some.Day(5), update: Targeted(30));

        Assert.Equal([(Some.Day(5), ChangeKinds.New)], Between(commitment, 0, 20));
        Assert.Empty(Between(commitment, 5, 20));
    }

    [Fact]
    public void A_move_to_a_stage_that_no_longer_runs_ends_the_item()
    {
        var commitment = Some.Commitment();
        commitment.Record(Some.Move(commitment.Lifecycle, Stage.NotPursued, 10), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([(Some.Day(10), ChangeKinds.Ended)], Between(commitment, 0, 20));
    }

    [Fact]
    public void A_target_that_passes_is_told_on_the_day_after_its_latest_day()
    {
        var commitment = Some.Item(Kind.Commitment, Form.None, Stage.Planned, update: Targeted(30));

        Assert.Equal([(Some.Day(31), ChangeKinds.TargetPassed)], Between(commitment, 1, 60));
        Assert.Empty(Between(commitment, 31, 60));
        Assert.Empty(Between(commitment, 1, 30));
    }

    [Fact]
    public void A_target_that_was_met_or_revised_before_does_not_pass()
    {
        var revised = Some.Item(Kind.Commitment, Form.None, Stage.Planned, update: Targeted(30));
        revised.Record(Targeted(90) with { On = Some.Day(20), TargetReason = "Rains." }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([(Some.Day(20), ChangeKinds.Target)], Between(revised, 1, 60));
    }

    [Fact]
    public void A_target_set_again_with_other_words_and_the_same_days_is_a_revision_of_it()
    {
        var commitment = Some.Item(Kind.Commitment, Form.None, Stage.Planned, update: Targeted(30));
        commitment.Record(Targeted(30) with { On = Some.Day(20), Target = new("early winter", null, Some.Day(30)), TargetReason = "Words." }, Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([(Some.Day(20), ChangeKinds.Target)], Between(commitment, 1, 29));
    }

    [Fact]
    public void A_rating_that_grows_old_changes_the_outlook_though_nobody_did_anything()
    {
        var commitment = Some.Commitment();
        commitment.Record(Some.Update(10) with { Outlook = new(Outlook.AtRisk, "Money is late."), NextStep = "The committee meets." }, Some.Keeper, Some.Today, Some.Now);

        var changes = Of(commitment, 11, 60);

        var aged = Assert.Single(changes);
        Assert.Equal((Some.Day(31), ChangeKinds.Aged), (aged.On, aged.Kinds));
        Assert.Equal(Bits(Figure.NoRecentReport), aged.EnteredBy(ChangeKinds.Aged));
        Assert.Equal(Bits(Figure.AtRisk, Figure.AtRiskOrOffTrack), aged.LeftBy(ChangeKinds.Aged));
    }

    [Fact]
    public void A_shorter_reporting_cycle_makes_reports_old_on_the_day_of_its_coming_into_force()
    {
        var commitment = Some.Commitment();
        ChangePeriod period = new(Some.Day(0), Some.Day(100), day => day < Some.Day(50) ? ReportingRules.Default : Short, [Some.Day(50)]);

        List<Change> changes = [];
        ItemChanges.AddTo(changes, SpansOf(commitment), period);

        Assert.Equal([(Some.Day(50), ChangeKinds.Aged, Bits(Figure.NoRecentReport))], changes.Select(c => (c.On, c.Kinds, c.Entered)));
    }

    [Fact]
    public void A_report_that_changes_nothing_is_told_as_a_report()
    {
        var commitment = Some.Commitment();
        commitment.Record(Some.Update(10), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([(Some.Day(10), ChangeKinds.Report)], Between(commitment, 0, 20));
    }

    [Fact]
    public void A_confirmation_is_told_and_the_assurance_that_comes_with_a_new_stage_is_not()
    {
        var commitment = Some.Commitment(Stage.Planned);
        commitment.Assess(new(Some.Day(5), 1, Verdict.Confirmed, Side.Rok), Some.RokManager, Some.Today, Some.Now);
        commitment.Record(Some.Move(commitment.Lifecycle, Stage.InProgress, 10), Some.Keeper, Some.Today, Some.Now);

        Assert.Equal([(Some.Day(5), ChangeKinds.Assurance), (Some.Day(10), ChangeKinds.Stage)], Between(commitment, 0, 15));
    }

    [Fact]
    public void Another_pillar_takes_an_item_out_of_the_figures_of_the_former_one()
    {
        var commitment = Some.Commitment(profile: Some.Profile with { Pillar = Pillar.Economic });
        commitment.Revise(new() { On = Some.Day(10), Pillar = Pillar.SocioCultural }, Some.Keeper, Some.Today, Some.Now);

        var left = Assert.Single(Of(commitment, 0, 15, pillar: Pillar.Economic));
        var entered = Assert.Single(Of(commitment, 0, 15, pillar: Pillar.SocioCultural));

        Assert.Equal(Bits(Figure.Counted, Figure.NotStarted), left.LeftBy(ChangeKinds.Revision) & Bits(Figure.Counted, Figure.NotStarted));
        Assert.Equal(0ul, left.Entered);
        Assert.Equal(Bits(Figure.Counted, Figure.NotStarted), entered.EnteredBy(ChangeKinds.Revision) & Bits(Figure.Counted, Figure.NotStarted));
        Assert.Empty(Of(commitment, 0, 15, pillar: Pillar.PoliticalSecurity));
    }

    [Fact]
    public void An_item_that_is_looked_at_from_a_day_on_enters_the_figures_on_it()
    {
        var commitment = Some.Commitment();

        var change = Assert.Single(Of(commitment, 0, 15, scope: [new(Some.Day(8), DayRange.Open)]));

        Assert.Equal((Some.Day(8), ChangeKinds.Counting), (change.On, change.Kinds));
        Assert.Equal(Bits(Figure.Counted, Figure.NotStarted), change.EnteredBy(ChangeKinds.Counting) & Bits(Figure.Counted, Figure.NotStarted));
    }

    [Fact]
    public void Each_figure_is_borne_by_the_kind_of_change_that_most_likely_made_it()
    {
        var commitment = Some.Item(Kind.Commitment, Form.None, Stage.Planned, update: Targeted(60));
        commitment.Record(
            Some.Move(commitment.Lifecycle, Stage.InProgress, 10) with { Outlook = new(Outlook.AtRisk, "Money is late."), NextStep = "Meet.", Target = new("soon", null, Some.Day(5)), TargetReason = "Sooner." },
            Some.Keeper, Some.Today, Some.Now);

        var change = Assert.Single(Of(commitment, 0, 12));

        Assert.Equal(ChangeKinds.Stage | ChangeKinds.Outlook | ChangeKinds.Target, change.Kinds);
        Assert.Equal((Bits(Figure.UnderWay), Bits(Figure.NotStarted)), (change.EnteredBy(ChangeKinds.Stage), change.LeftBy(ChangeKinds.Stage)));
        Assert.Equal(Bits(Figure.AtRisk, Figure.AtRiskOrOffTrack), change.EnteredBy(ChangeKinds.Outlook));
        Assert.Equal((Bits(Figure.Overdue), Bits(Figure.DueNext)), (change.EnteredBy(ChangeKinds.Target), change.LeftBy(ChangeKinds.Target)));
    }

    [Fact]
    public void The_first_day_does_not_lie_after_the_last()
    {
        Assert.Throws<ArgumentException>(() => new ChangePeriod(Some.Day(2), Some.Day(1), _ => Short, []));
    }

    /// <remarks>Asked of spans on the two days, as every page asks, and not of what changed between them.</remarks>
    [Fact]
    public void What_an_item_enters_and_leaves_adds_up_to_the_difference_of_the_two_days_for_every_figure()
    {
        var rules = new SortedDictionary<DateOnly, ReportingRules> { [Some.Day(-400)] = Short, [Some.Day(40)] = new(45, 5), [Some.Day(80)] = new(15, 30) };
        ReportingRules RulesOn(DateOnly day) => rules.Last(r => r.Key <= day).Value;
        var days = Gen.Int[AnyJournal.FirstDay - 5, AnyJournal.LastDay + 60];
        foreach (var (kind, form) in Some.Lifecycles.Values)
        {
            Gen.Select(AnyJournal.Of(kind, form), days, days, Gen.Int[0, 5]).Sample(
                (any, one, other, about) =>
                {
                    var period = new ChangePeriod(Some.Day(Math.Min(one, other)), Some.Day(Math.Max(one, other)), RulesOn, rules.Keys);
                    IReadOnlyList<DayRange> inside = about < 3 ? [new(Some.Day(about * 10), Some.Day(60))] : [];
                    IReadOnlyList<DayRange>? scope = about is 1 or 2 ? [new(Some.Day(about * 10), Some.Day(70))] : null;
                    var spans = any.Item.HeldBy(_ => inside).Spans.OrderBy(s => s.From).ToList();
                    List<Change> changes = [];
                    ItemChanges.AddTo(changes, [.. spans.Select(Some.FacetsOf)], period, scope);

                    Assert.Equal(changes.Select(c => c.On).Order(), changes.Select(c => c.On));
                    Assert.Equal(changes.Count, changes.DistinctBy(c => c.On).Count());
                    Assert.All(changes, c => Assert.InRange(c.On, period.From.AddDays(1), period.To));
                    foreach (var figure in Figure.All)
                    {
                        int On(DateOnly day) => spans.Count(s => s.Days.Covers(day) && figure.Test.Compile()(s, FigureDays.Of(day, RulesOn(day))) && scope?.Any(r => r.Covers(day)) != false);
                        var lines = changes.SelectMany(c => Enum.GetValues<ChangeKinds>().Where(k => k != ChangeKinds.None)
                            .Select(k => Count(c.EnteredBy(k), figure) - Count(c.LeftBy(k), figure)));
                        Assert.Equal(On(period.To) - On(period.From), lines.Sum());
                    }
                },
                iter: 12);
        }
    }

    private static Update Targeted(int day) => new() { On = Some.Day(0), Target = new($"by day {day}", null, Some.Day(day)) };

    private static IEnumerable<(DateOnly, ChangeKinds)> Between(Item item, int from, int to) => Of(item, from, to).Select(c => (c.On, c.Kinds));

    /// <remarks>With a reporting cycle so long that nothing grows old, unless an item was rated.</remarks>
    private static List<Change> Of(Item item, int from, int to, IReadOnlyList<DayRange>? scope = null, Pillar? pillar = null)
    {
        var rules = item.Entries.Any(e => e.Update?.Outlook is not null) ? Short : ReportingRules.Default;
        List<Change> changes = [];
        ItemChanges.AddTo(changes, SpansOf(item), new(Some.Day(from), Some.Day(to), _ => rules, []), scope, pillar is { } one ? p => p == one : null);
        return changes;
    }

    private static Facets[] SpansOf(Item item) => [.. item.Spans().Select(Some.FacetsOf)];

    private static ulong Bits(params Figure[] figures) => Figure.All.Index().Where(f => figures.Contains(f.Item)).Aggregate(0ul, (bits, f) => bits | (1ul << f.Index));

    private static int Count(ulong bits, Figure figure) => BitOperations.PopCount(bits & Bits(figure));
}
