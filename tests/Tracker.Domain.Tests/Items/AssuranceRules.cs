using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Who vouches for the present stage.</summary>
public sealed class AssuranceRules
{
    private static Assessment Confirmed(int entry, Side side, int day = 20) => new(Some.Day(day), entry, Verdict.Confirmed, side);

    private static Assessment Contested(int entry, Side side, int day = 20) => new(Some.Day(day), entry, Verdict.Contested, side, "It is not so.");

    private static Item Agreed(params Evidence[] evidence)
    {
        var item = Some.Centre();
        item.Record(item.Move(Stage.Agreed) with { Evidence = evidence });
        return item;
    }

    private static void Assess(Item item, Assessment assessment) =>
        item.Assess(assessment, assessment.Side == Side.Asean ? Some.Manager : Some.RokManager, Some.Today, Some.Now);

    [Theory]
    [InlineData(DocumentKind.Statement)]
    [InlineData(DocumentKind.JointDeclaration)]
    [InlineData(DocumentKind.Plan)]
    [InlineData(DocumentKind.OfficialPage)]
    [InlineData(DocumentKind.Database)]
    public void A_source_that_is_not_the_press_is_official(DocumentKind kind)
    {
        Assert.Equal(Assurance.Official, Agreed(Some.Page with { Kind = kind }).On(10).Assurance);
        Assert.Equal(Assurance.Official, Agreed(Some.Press, Some.Page with { Kind = kind }).On(10).Assurance);
    }

    [Fact]
    public void Without_a_source_it_is_self_reported_and_the_press_is_only_the_press()
    {
        Assert.Equal(Assurance.SelfReported, Agreed().On(10).Assurance);
        Assert.Equal(Assurance.Press, Agreed(Some.Press).On(10).Assurance);
        Assert.Equal(Assurance.Press, Agreed(Some.Press).SpanOn(Some.Day(10)).Assurance);
    }

    [Fact]
    public void An_opening_rests_on_its_own_sources_also_where_it_states_no_stage()
    {
        Item With(Stage? stage) => Some.Item(Kind.Centre, Form.Centre, stage, update: new() { On = Some.Opened, Evidence = [Some.Page] });

        Assert.Equal(Assurance.Official, With(Stage.Proposed).On(0).Assurance);
        Assert.Equal(Assurance.Official, With(null).On(0).Assurance);
    }

    [Fact]
    public void A_later_source_that_moves_no_stage_does_not_change_who_vouches_for_it()
    {
        var item = Agreed();
        item.Record(Some.Update(15) with { Evidence = [Some.Page] });

        Assert.Equal(Assurance.SelfReported, item.On(15).Assurance);
    }

    [Fact]
    public void One_side_confirms_then_both_then_one_contests()
    {
        var item = Agreed(Some.Page);
        Assess(item, Confirmed(2, Side.Asean, 20));
        Assess(item, Confirmed(2, Side.Rok, 30));
        Assess(item, Contested(2, Side.Asean, 40));

        Assert.Equal(
            [Assurance.Official, Assurance.OneSide, Assurance.Confirmed, Assurance.Contested],
            new[] { 19, 20, 30, 40 }.Select(day => item.On(day).Assurance));
    }

    [Fact]
    public void Contested_by_one_side_outweighs_the_confirmation_of_the_other()
    {
        var item = Agreed(Some.Page);
        Assess(item, Contested(2, Side.Rok));
        Assess(item, Confirmed(2, Side.Asean));

        Assert.Equal(Assurance.Contested, item.On(20).Assurance);
    }

    [Fact]
    public void A_side_that_confirms_twice_is_one_side()
    {
        var item = Agreed();
        Assess(item, Confirmed(2, Side.Asean, 20));
        item.Assess(Confirmed(2, Side.Asean, 21), Some.Person(40, Role.Manager, Side.Asean), Some.Today, Some.Now);

        Assert.Equal(Assurance.OneSide, item.On(21).Assurance);
    }

    [Fact]
    public void A_verdict_of_a_side_replaces_its_earlier_one_and_comes_back_when_the_later_is_withdrawn()
    {
        var item = Agreed();
        Assess(item, Contested(2, Side.Asean, 20));
        Assess(item, Confirmed(2, Side.Asean, 30));
        Assert.Equal(Assurance.OneSide, item.On(30).Assurance);

        item.Void(new(4, "A mistake."), Some.Manager, Some.Now);

        Assert.Equal(Assurance.Contested, item.On(30).Assurance);
    }

    [Fact]
    public void Verdicts_belong_to_the_entry_they_name_and_a_new_stage_starts_without_them()
    {
        var item = Agreed(Some.Page);
        Assess(item, Confirmed(2, Side.Asean));
        Assert.False(item.On(20).ChangedSinceConfirmed);

        item.Record(item.Move(Stage.SettingUp, 30));

        Assert.Equal((Assurance.Official, true), (item.On(30).Assurance, item.On(30).ChangedSinceConfirmed));
        Assess(item, Confirmed(4, Side.Rok, 40));
        Assert.Equal((Assurance.OneSide, false), (item.On(40).Assurance, item.On(40).ChangedSinceConfirmed));
    }

    [Fact]
    public void What_was_only_contested_is_not_changed_since_confirmed()
    {
        var item = Agreed();
        Assess(item, Contested(2, Side.Asean));
        item.Record(item.Move(Stage.SettingUp, 30));

        Assert.False(item.On(30).ChangedSinceConfirmed);
    }

    [Fact]
    public void A_confirmed_report_that_moved_no_stage_says_nothing_of_the_stage()
    {
        var item = Agreed();
        item.Record(Some.Update(15));
        Assess(item, Confirmed(3, Side.Asean));
        item.Record(item.Move(Stage.SettingUp, 30));

        Assert.Equal((Assurance.SelfReported, false), (item.On(20).Assurance, item.On(30).ChangedSinceConfirmed));
    }

    [Fact]
    public void Only_openings_and_updates_on_or_before_the_day_are_judged()
    {
        var item = Agreed();
        item.Revise(new() { On = Some.Day(12), Title = "Renamed" }, Some.Keeper, Some.Today, Some.Now);

        Assert.Empty(item.RulesAgainst(Confirmed(1, Side.Asean), Some.Manager));
        Assert.Empty(item.RulesAgainst(Confirmed(2, Side.Asean, 10), Some.Manager));
        Assert.Equal(["assessment.entry"], item.RulesAgainst(Confirmed(2, Side.Asean, 9), Some.Manager));
        Assert.Equal(["assessment.entry"], item.RulesAgainst(Confirmed(3, Side.Asean), Some.Manager));
        Assert.Equal(["assessment.entry"], item.RulesAgainst(Confirmed(9, Side.Asean), Some.Manager));
    }

    [Fact]
    public void Who_contests_says_why_and_nobody_speaks_for_another_side_or_ahead_of_time()
    {
        var item = Agreed();

        Assert.Equal(["assessment.note"], item.RulesAgainst(Contested(2, Side.Asean) with { Note = " " }, Some.Manager));
        Assert.Equal(["assessment.side"], item.RulesAgainst(Confirmed(2, Side.Rok), Some.Manager));
        Assert.Equal(["journal.future"], item.RulesAgainst(Confirmed(2, Side.Asean) with { On = Some.Today.AddDays(1) }, Some.Manager));
    }

    [Fact]
    public void A_source_that_differs_is_named_with_the_entry_and_moves_no_stage()
    {
        var item = Agreed(Some.Page);
        var differs = Some.Update(20) with { DiffersFrom = 2, Evidence = [Some.Press] };

        Assert.Equal(["differs.evidence"], item.RulesAgainst(differs with { Evidence = [] }));
        Assert.Contains("differs.stage", item.RulesAgainst(differs with { Stage = Stage.SettingUp }));
        Assert.Equal(["differs.entry"], item.RulesAgainst(differs with { DiffersFrom = 9 }));
        Assert.Equal(["differs.entry"], item.RulesAgainst(differs with { DiffersFrom = 3 }));
        item.Record(differs);

        Assert.False(item.On(19).SourcesDisagree);
        Assert.True(item.On(20).SourcesDisagree);
        Assert.Equal((Stage.Agreed, Assurance.Official), (item.On(20).Stage, item.On(20).Assurance));
        item.Record(Some.Update(30));
        Assert.True(item.On(30).SourcesDisagree);
    }

    [Fact]
    public void Sources_agree_again_when_the_one_that_differs_is_withdrawn_and_only_then_can_the_other_be()
    {
        var item = Agreed(Some.Page);
        item.Record(Some.Update(20) with { DiffersFrom = 2, Evidence = [Some.Press] });

        Assert.Equal(["void.rests"], item.RulesAgainst(new Withdrawal(2, "A mistake.")));
        item.Void(new(3, "A mistake."), Some.Keeper, Some.Now);

        Assert.False(item.On(20).SourcesDisagree);
        Assert.Empty(item.RulesAgainst(new Withdrawal(2, "A mistake.")));
        Assert.Equal(["differs.entry"], item.RulesAgainst(Some.Update(20) with { DiffersFrom = 3, Evidence = [Some.Press] }));
    }
}
