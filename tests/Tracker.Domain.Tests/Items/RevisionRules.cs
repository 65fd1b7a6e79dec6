using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>What an item is called and belongs to, and how that changes from a day on.</summary>
public sealed class RevisionRules
{
    private static readonly Mention Mention = new("CS-21", 7, "We", "welcomed", Strength.Supported);
    private static readonly Revision Empty = new() { On = Some.Day(10) };

    private static Item Revised(Item item, Revision revision)
    {
        item.Revise(revision, Some.Keeper, Some.Today, Some.Now);
        return item;
    }

    [Fact]
    public void A_revision_changes_something()
    {
        Assert.Equal(["revision.empty"], Some.Centre().RulesAgainst(Empty with { Note = "Nothing yet." }));
        Assert.Equal(["revision.empty"], Some.Centre().RulesAgainst(Revision.Between(Some.Profile, Some.Profile with { Title = Some.Profile.Title }, Some.Day(10))));
    }

    [Fact]
    public void What_it_does_not_name_stays_and_an_empty_text_clears()
    {
        var profile = Some.Profile with { Acronym = "STIC", Number = "1.2.3", Owner = "MOFA", Period = new("2021"), Summary = "A centre." };
        var item = Revised(Some.Centre(profile: profile), Empty with { Title = " Innovation centre ", Acronym = "", Owner = " ", Period = new("") });

        Assert.Equal(("STIC", "MOFA", "2021"), (item.On(9).Profile.Acronym, item.On(9).Profile.Owner, item.On(9).Profile.Period!.Text));
        Assert.Equal(("Innovation centre", null, null, null), (item.On(10).Profile.Title, (object?)item.On(10).Profile.Acronym, (object?)item.On(10).Profile.Owner, (object?)item.On(10).Profile.Period));
        Assert.Equal(("1.2.3", "A centre."), (item.On(10).Profile.Number, item.On(10).Profile.Summary));
    }

    [Fact]
    public void Between_two_profiles_lies_the_revision_that_leads_from_one_to_the_other()
    {
        var before = Some.Profile with { Acronym = "STIC", Period = new("2021"), Mentions = [Mention], OtherNames = ["Old"] };
        var after = new Profile
        {
            Title = "Another",
            OtherNames = ["New"],
            Summary = "Other.",
            Number = "2.1",
            Proposer = "ASEC",
            Owner = "MOFA",
            Pillar = Pillar.Economic,
            FurtherPillars = [Pillar.CrossPillar],
            Area = Area.Finance,
            FurtherAreas = [Area.Tourism],
            Nature = Nature.Proposal,
            Weight = 7,
            Bodies = [new("ASEC", BodyRole.Host)],
            Relations = [new(RelationKind.Amends, "X-1")],
            Mentions = [Mention with { Paragraph = 8 }],
        };
        var item = Revised(Some.Centre(profile: before), Revision.Between(before, after, Some.Day(10)));

        Assert.Equivalent(after, item.On(10).Profile, strict: true);
        Assert.Equivalent(before, item.On(9).Profile, strict: true);
        Assert.Equivalent(before, Revision.Between(after, before, Some.Day(20)).Apply(after), strict: true);
    }

    [Fact]
    public void A_mention_is_added_once_and_withdrawn_only_where_it_is()
    {
        var item = Revised(Some.Centre(profile: Some.Profile with { Mentions = [Mention] }), Empty with { MentionsAdded = [Mention, Mention with { Paragraph = 8 }] });

        Assert.Equal([7, 8], item.On(10).Profile.Mentions.Select(m => m.Paragraph!.Value));
        Assert.Equal(["mention.unknown"], item.RulesAgainst(Empty with { MentionsWithdrawn = [Mention with { Paragraph = 9 }] }));
        Assert.Equal(["mention.unknown"], item.RulesAgainst(Empty with { On = Some.Day(9), MentionsWithdrawn = [Mention with { Paragraph = 8 }] }));
        Revised(item, Empty with { On = Some.Day(20), MentionsWithdrawn = [Mention] });
        Assert.Equal([8], item.On(20).Profile.Mentions.Select(m => m.Paragraph!.Value));
    }

    [Fact]
    public void An_item_matches_each_strength_of_its_mentions_up_to_the_day()
    {
        var item = Revised(Some.Centre(profile: Some.Profile with { Mentions = [Mention] }), Empty with { MentionsAdded = [Mention with { Strength = Strength.Agreed }] });
        bool Matches(int day, Strength strength) => (item.SpanOn(Some.Day(day)).Strengths & Span.FlagOf(strength)) != 0;

        Assert.Equal([Strength.Supported], Enum.GetValues<Strength>().Where(s => Matches(9, s)));
        Assert.Equal([Strength.Agreed, Strength.Supported], Enum.GetValues<Strength>().Where(s => Matches(10, s)));
    }

    [Fact]
    public void What_cannot_be_is_refused_in_an_opening_and_in_a_revision()
    {
        (string Rule, Profile Profile)[] wrong =
        [
            ("profile.title", Some.Profile with { Title = " " }),
            ("profile.title", Some.Profile with { Title = new('x', 301) }),
            ("profile.acronym", Some.Profile with { Acronym = new('x', 41) }),
            ("profile.summary", Some.Profile with { Summary = new('x', 4001) }),
            ("profile.other-names", Some.Profile with { OtherNames = [" "] }),
            ("profile.other-names", Some.Profile with { OtherNames = [new('x', 301)] }),
            ("profile.number", Some.Profile with { Number = new('1', 21) }),
            ("profile.weight", Some.Profile with { Weight = 0 }),
            ("profile.weight", Some.Profile with { Weight = 1001 }),
            ("profile.period", Some.Profile with { Period = new("2021", Some.Day(1), Some.Day(0)) }),
            ("profile.period", Some.Profile with { Period = new(" ", Some.Day(1)) }),
            ("profile.bodies", Some.Profile with { Bodies = [new("MOFA", BodyRole.Lead), new("MOFA", BodyRole.Lead)] }),
            ("profile.relations", Some.Profile with { Relations = [new(RelationKind.Funds, "X-1"), new(RelationKind.Funds, "X-1")] }),
            ("profile.proposer", Some.Profile with { Nature = Nature.Proposal }),
            ("mention.speaker", Some.Profile with { Mentions = [Mention with { Speaker = " " }] }),
            ("text.length", Some.Profile with { Period = new(new('x', 201)) }),
            ("text.length", Some.Profile with { Mentions = [Mention with { State = new('x', 1001) }] }),
            ("text.characters", Some.Profile with { Title = "Centre\0" }),
        ];

        Assert.All(wrong, w =>
        {
            Assert.Equal([w.Rule], Item.ObjectionsToOpening("ITEM-2", Kind.Centre, Form.Centre, new(w.Profile, new() { On = Some.Opened }), Some.Keeper, Some.Today).Select(r => r.Rule));
            Assert.Equal([w.Rule], Some.Centre().RulesAgainst(Revision.Between(Some.Profile, w.Profile, Some.Day(10))));
        });
    }

    [Fact]
    public void Kind_and_form_are_chosen_at_the_opening_and_the_code_is_short_and_in_capitals()
    {
        IEnumerable<string> Against(string code, Form form) =>
            Item.ObjectionsToOpening(code, Kind.Centre, form, new(Some.Profile, new() { On = Some.Opened }), Some.Keeper, Some.Today).Select(r => r.Rule);

        Assert.Empty(Against("AKIIC", Form.Facility));
        Assert.Equal(["item.form"], Against("AKIIC", Form.None));
        Assert.Equal(["item.form"], Against("AKIIC", Form.Treaty));
        Assert.Equal(["code.form", "item.form"], Against("akiic", Form.None));
    }

    [Fact]
    public void A_lead_on_each_side_is_valid_and_spans_say_who_led_when()
    {
        var item = Revised(Some.Centre(), Empty with { Bodies = [new("ASEAN", BodyRole.Lead), new("ROK", BodyRole.Lead), new("MOFA", BodyRole.Support)] });
        var held = item.HeldBy(_ => []);

        Assert.Equal(("MOFA", "ASEAN, ROK"), (item.SpanOn(Some.Day(9)).Leads, item.SpanOn(Some.Day(10)).Leads));
        Assert.Contains(new(item.Id, "MOFA", BodyRole.Lead, Some.Day(0), Some.Day(10)), held.Bodies);
        Assert.Contains(new(item.Id, "MOFA", BodyRole.Support, Some.Day(10), DayRange.Open), held.Bodies);
    }

    [Fact]
    public void Nature_and_names_carry_a_day()
    {
        var item = Revised(Some.Centre(), Empty with { Nature = Nature.Continuing, Title = "Dialogue" });

        Assert.Equal((Nature.Deliverable, Nature.Continuing), (item.SpanOn(Some.Day(9)).Nature, item.SpanOn(Some.Day(10)).Nature));
        Assert.Equal((Some.Profile.Title, "Dialogue"), (item.SpanOn(Some.Day(9)).Title, item.SpanOn(Some.Day(10)).Title));
    }

    [Fact]
    public void An_item_is_found_without_its_marks()
    {
        Assert.Equal("nguyen dinh", HeldText.Normalise("Nguyễn Đình"));
        Assert.Equal(HeldText.Normalise("한국"), HeldText.Normalise("한국".Normalize(System.Text.NormalizationForm.FormD)));
    }
}
