using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What a report must and must not say.</summary>
public sealed class UpdateRules
{
    private static readonly Update Empty = new() { On = Some.Day(10) };

    [Fact]
    public void A_report_says_something()
    {
        var item = Some.Centre();

        Assert.Equal(["update.empty"], item.RulesAgainst(Empty));
        Assert.Equal(["update.empty"], item.RulesAgainst(Empty with { Note = " ", NextStep = "\t", DateText = "in May" }));
        Assert.All(
            new[]
            {
                Empty with { Note = "A visit." },
                Empty with { NextStep = "A visit." },
                Empty with { NoDateSet = true },
                Empty with { Evidence = [Some.Page] },
                Empty with { Outlook = new(Outlook.OnTrack) },
                Empty with { Target = new("soon") },
                Empty with { Stage = Stage.UnderDiscussion },
                Empty with { Milestones = [new(1, MilestoneAct.Add, "Site")] },
                Empty with { Facts = new Dictionary<Fact, string> { [Fact.Place] = "Seoul" } },
            },
            update => Assert.Empty(item.RulesAgainst(update)));
    }

    [Fact]
    public void No_change_is_confirmed_by_a_source_and_is_no_new_stage()
    {
        var item = Some.Centre();

        Assert.Equal(["no-change.evidence"], item.RulesAgainst(Empty with { NoChange = true }));
        Assert.Contains("no-change.stage", item.RulesAgainst(Empty with { NoChange = true, Evidence = [Some.Page], Stage = Stage.UnderDiscussion }));
        item.Record(Empty with { NoChange = true, Evidence = [Some.Page] });
        Assert.Equal((Stage.Proposed, Some.Day(10), Some.Day(0)), (item.On(10).Stage!.Value, item.On(10).LastReportedOn, item.On(10).StageOn));
    }

    [Fact]
    public void All_that_is_against_a_report_is_said_at_once_and_nothing_is_recorded()
    {
        var item = Some.Centre();
        var update = Empty with
        {
            On = Some.Today.AddDays(1),
            Stage = Stage.Agreed,
            Outlook = new(Outlook.OffTrack),
            Target = new(" "),
            Progress = new(99, ""),
            Milestones = [new(7, MilestoneAct.Meet)],
        };

        Assert.Equal(
            new[] { "centre.deciding-body", "journal.future", "milestone.unknown", "outlook.cause", "outlook.next-step", "permission.update", "progress.band", "progress.reason", "target.text" },
            item.RulesAgainst(update, Some.Viewer).Order(StringComparer.Ordinal));
        Assert.Throws<RefusedException>(() => item.Record(update));
        Assert.Single(item.Entries);
    }

    [Theory]
    [InlineData("evidence.title", " ", "https://example.org/", "ASEAN Secretariat", true)]
    [InlineData("evidence.address", "Summary", "javascript:alert(1)", "ASEAN Secretariat", true)]
    [InlineData("evidence.address", "Summary", "example.org", "ASEAN Secretariat", true)]
    [InlineData("evidence.address", "Summary", null, "ASEAN Secretariat", true)]
    [InlineData("evidence.issuer", "Summary", "https://example.org/", " ", true)]
    [InlineData("evidence.day", "Summary", "https://example.org/", "ASEAN Secretariat", false)]
    public void A_link_has_a_title_an_address_an_issuer_and_a_day(string rule, string title, string? address, string issuer, bool dated)
    {
        var link = Some.Page with { Title = title, Address = address, Issuer = issuer, On = dated ? Some.Opened : null };

        Assert.Equal([rule], Some.Centre().RulesAgainst(Empty with { Evidence = [link] }));
        Assert.Equal([rule], Some.Centre().RulesAgainst(new Revision { On = Some.Day(5), Title = "Renamed", Evidence = [link] }));
        Assert.Equal([rule], Item.ObjectionsToOpening("ITEM-2", Kind.Centre, Form.Centre, new(Some.Profile, Empty with { Evidence = [link] }), Some.Keeper, Some.Today).Select(r => r.Rule));
    }

    [Fact]
    public void A_document_brings_no_address_that_runs()
    {
        var document = Some.Page with { Document = "CS-21", Address = "javascript:alert(1)" };

        Assert.Equal(["evidence.address"], Some.Centre().RulesAgainst(Empty with { Evidence = [document] }));
        Assert.Empty(Some.Centre().RulesAgainst(Empty with { Evidence = [document with { Address = null }] }));
    }

    [Fact]
    public void A_day_is_a_day_of_the_calendar()
    {
        var item = Some.Centre();

        Assert.Equal(["centre.review-day"], item.RulesAgainst(Some.Update(10, Stage.OnHold, (Fact.Reason, "Rains."), (Fact.ReviewDay, "2021-02-30"))));
        Assert.Equal(["fact.day"], item.RulesAgainst(Some.Update(10, null, (Fact.Day, "in May"))));
        Assert.Equal(["fact.ratifications"], Some.Treaty(null).RulesAgainst(Some.Update(10, null, (Fact.Ratifications, "most"))));
    }

    [Fact]
    public void A_fact_that_is_given_is_not_missing_even_if_it_is_marked_as_not_stated()
    {
        var item = Some.Centre(Stage.SettingUp);
        item.Record(Some.Update(10, Stage.Opened, (Fact.Place, "Seoul")) with { Evidence = [Some.Page], NotStated = [Fact.Place, Fact.Day] });

        Assert.Equal([Fact.Day], item.On(10).MissingFacts);
        Assert.Equal("Seoul", item.On(10).FactsGiven[Fact.Place]);
    }

    [Fact]
    public void A_blank_fact_is_not_kept_as_given()
    {
        var item = Some.Centre(Stage.SettingUp);
        item.Record(Some.Update(10, Stage.Opened, (Fact.Place, "Seoul"), (Fact.Result, " ")) with { Evidence = [Some.Page] });

        Assert.Equal([Fact.Place], item.On(10).FactsGiven.Keys);
    }

    [Fact]
    public void A_choice_is_one_of_those_offered()
    {
        var item = Some.Centre();

        Assert.All(
            new[]
            {
                Empty with { Outlook = new((Outlook)99) },
                Empty with { Milestones = [new(1, (MilestoneAct)99, "Site")] },
                Empty with { Facts = new Dictionary<Fact, string> { [(Fact)99] = "Seoul" } },
                Empty with { Evidence = [Some.Page], NotStated = [(Fact)99] },
                Empty with { Evidence = [Some.Page with { Kind = (DocumentKind)99 }] },
            },
            update => Assert.Equal(["update.choice"], item.RulesAgainst(update)));
        Assert.Equal(["lifecycle.stage"], item.RulesAgainst(Empty with { Stage = (Stage)999 }));
        Assert.Equal(["profile.choice"], item.RulesAgainst(new Revision { On = Some.Day(5), Nature = (Nature)99 }));
        Assert.Equal(["profile.choice"], item.RulesAgainst(new Revision { On = Some.Day(5), FurtherAreas = [(Area)99] }));
        Assert.Equal(["profile.choice"], item.RulesAgainst(new Revision { On = Some.Day(5), Bodies = [new("MOFA", (BodyRole)99)] }));
        Assert.Equal(["assessment.choice"], item.RulesAgainst(new Assessment(Some.Day(5), 1, (Verdict)99, Side.Asean), Some.Manager));
        Assert.Equal(["item.form"], Assert.Throws<RefusedException>(() => Some.Item((Kind)99, Form.None, null)).Refusals.Select(r => r.Rule));
    }

    [Fact]
    public void A_contribution_is_pledged_with_its_sum_or_the_words_that_none_was_named()
    {
        var offered = Some.Item("contribution", Stage.Offered);
        var pledge = Some.Update(10, Stage.Pledged, (Fact.Contributor, "Republic of Korea"), (Fact.Purpose, "The fund"));

        Assert.Equal(["contribution.sum"], offered.RulesAgainst(pledge));
        Assert.Equal(["contribution.sum"], offered.RulesAgainst(pledge with { NotStated = [Fact.Sum] }));
        Assert.Empty(offered.RulesAgainst(pledge with { Facts = new Dictionary<Fact, string>(pledge.Facts) { [Fact.Sum] = "not named" } }));
    }

    [Theory]
    [InlineData(Stage.PartlyDelivered)]
    [InlineData(Stage.Delivered)]
    public void A_contribution_is_delivered_with_what_arrived_or_with_a_receipt(Stage stage)
    {
        var pledged = Some.Item("contribution", Stage.Pledged);
        var none = Surroundings.None;
        var move = Some.Update(10, stage);

        Assert.Equal(["contribution.receipt-or-goods"], pledged.RulesAgainst(move, around: none));
        Assert.Equal(["contribution.receipt-or-goods"], pledged.RulesAgainst(move with { NotStated = [Fact.Goods] }, around: none));
        Assert.Empty(pledged.RulesAgainst(move, around: none with { HasReceipt = true }));
        Assert.Empty(pledged.RulesAgainst(Some.Update(10, stage, (Fact.Goods, "Test kits")), around: none));
        var documented = move with { Evidence = [Some.Page], NotStated = [Fact.Goods] };
        Assert.Empty(pledged.RulesAgainst(documented, around: none));
        pledged.Record(documented, Some.Keeper, Some.Today, Some.Now, none);
        Assert.Equal([Fact.Goods], pledged.On(10).MissingFacts);
    }

    [Fact]
    public void A_day_known_by_its_month_has_its_words_and_lies_within_them()
    {
        var item = Some.Centre();
        var may = Some.Update(0) with { On = new(2021, 5, 31), DateText = "May 2021", DateEarliest = new(2021, 5, 1), DateLatest = new(2021, 5, 31) };

        Assert.Empty(item.RulesAgainst(may));
        Assert.Empty(item.RulesAgainst(may with { On = new(2021, 5, 1) }));
        Assert.Equal(["update.day-as-written"], item.RulesAgainst(may with { On = new(2021, 6, 1) }));
        Assert.Equal(["update.day-as-written"], item.RulesAgainst(may with { On = new(2021, 4, 30) }));
        Assert.Equal(["update.day-as-written"], item.RulesAgainst(may with { DateText = " " }));
    }

    [Theory]
    [InlineData(Stage.Funded, "fund.receipt-recorded")]
    [InlineData(Stage.Operating, "fund.approval-recorded")]
    [InlineData(Stage.Closed, "fund.nothing-outstanding")]
    public void A_fund_moves_with_its_ledger(Stage stage, string rule)
    {
        var fund = Some.Fund();

        Assert.Equal([rule], fund.RulesAgainst(fund.Move(stage), around: Surroundings.None));
        Assert.Empty(fund.RulesAgainst(fund.Move(stage)));
    }

    [Fact]
    public void A_ledger_that_changes_later_does_not_make_the_history_illegal()
    {
        var fund = Some.Fund();
        fund.Record(fund.Move(Stage.Funded));

        Assert.Empty(fund.RulesAgainst(Some.Update(20), around: Surroundings.None));
        Assert.Null(fund.FirstCollision());
    }
}
