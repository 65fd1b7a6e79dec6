using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Documents;

public class ConfirmationRules
{
    private static readonly Paragraph[] Paragraphs = [new(4, "", "We noted the tides."), new(5, "", "We noted the ferries.")];

    private static Proposal Proposed(string key, string title, int paragraph = 0, Nature nature = Nature.Deliverable, params (RelationKind, string)[] relations) => new()
    {
        Key = key,
        Paragraph = paragraph,
        Start = 0,
        End = 1,
        Title = title,
        IsNamed = true,
        Kind = Kind.Centre,
        Form = Form.Centre,
        Nature = nature,
        Area = Area.Transport,
        Pillar = Pillar.Economic,
        Speaker = "We",
        Verb = "noted",
        Strength = Strength.Acknowledged,
        State = "progress",
        Relations = relations,
        Deadline = new("by 2032", new(2032, 1, 1), new(2032, 12, 31), 0),
    };

    private static readonly Proposal A = Proposed("a", "Tides Centre");
    private static readonly Proposal B = Proposed("b", "Ferry House", 1);
    private static readonly Proposal C = Proposed("c", "Lantern Garden", 1);

    private static Decision New(Proposal proposal) => new(proposal.Key, DecisionKind.NewItem);

    private static Decision Same(Proposal proposal, string? to) => new(proposal.Key, DecisionKind.SameItem, to);

    private static Decision Part(Proposal proposal, string? of) => new(proposal.Key, DecisionKind.PartOf, of);

    private static Decision Nothing(Proposal proposal) => new(proposal.Key, DecisionKind.NotTrackable, Reason: Untracked.Past);

    private static Brought Of(IReadOnlyList<Proposal> proposals, params Decision[] decisions) =>
        Confirmation.Of("DOC", Paragraphs, proposals, decisions, name => name is "Ferry House" or "Port Ministers" ? "BODY" : null);

    private static (string Rule, string? Field)[] RefusalsOf(IReadOnlyList<Proposal> proposals, params Decision[] decisions) =>
        [.. Assert.Throws<RefusedException>(() => Of(proposals, decisions)).Refusals.Select(r => (r.Rule, r.Field))];

    [Fact]
    public void What_is_not_decided_is_refused_and_counted()
    {
        var refused = Assert.Throws<RefusedException>(() => Of([A, B, C], New(B))).Refusals;

        var refusal = Assert.Single(refused);
        Assert.Equal(("incoming.undecided", "a"), (refusal.Rule, refusal.Field));
        Assert.Contains("2 proposals", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([("incoming.undecided", "c")], RefusalsOf([A, B, C], New(A), Nothing(B)));
    }

    [Fact]
    public void Of_the_same_item_a_mention_is_added()
    {
        var brought = Of([A, B], Same(A, "ITEM-1"), Nothing(B));

        Assert.Empty(brought.Items);
        Assert.Equal([new Mention("DOC", 4, "We", "noted", Strength.Acknowledged, null, "progress")], brought.Mentions["ITEM-1"]);
    }

    [Fact]
    public void A_mention_is_not_doubled()
    {
        var again = Proposed("a2", "Tides Centre");

        Assert.Single(Of([A, again], Same(A, "ITEM-1"), Same(again, "ITEM-1")).Mentions["ITEM-1"]);
        Assert.Single(Of([A, again], New(A), Same(again, "#a")).Items[0].Profile.Mentions);
        Assert.Equal(2, Of([A, B], Same(A, "ITEM-1"), Same(B, "ITEM-1")).Mentions["ITEM-1"].Count);
    }

    [Fact]
    public void A_chain_of_the_same_ends_in_the_new_item_or_in_one_that_there_is()
    {
        var item = Assert.Single(Of([A, B, C], Same(A, "#b"), Same(B, "#c"), New(C)).Items);
        Assert.Equal(("c", 2), (item.Proposal, item.Profile.Mentions.Count));

        Assert.Equal(2, Of([A, B, C], Same(A, "#b"), Same(B, "ITEM-1"), Same(C, "ITEM-1")).Mentions["ITEM-1"].Count);
    }

    [Fact]
    public void The_same_as_nothing_is_refused()
    {
        Assert.Equal([("incoming.same", "a"), ("incoming.same", "b")], RefusalsOf([A, B], Same(A, "#b"), Same(B, "#a")));
        Assert.Equal([("incoming.same", "a")], RefusalsOf([A], Same(A, "#a")));
        Assert.Equal([("incoming.same", "a")], RefusalsOf([A, B], Same(A, "#b"), Nothing(B)));
        Assert.Equal([("incoming.same", "a")], RefusalsOf([A], Same(A, "#gone")));
        Assert.Equal([("incoming.same", "a")], RefusalsOf([A], Same(A, " ")));
        Assert.Equal([("incoming.same", "a")], RefusalsOf([A], Same(A, null)));
    }

    [Fact]
    public void A_part_is_part_of_an_item_that_there_is()
    {
        var item = Assert.Single(Of([A], Part(A, "PLAN-1")).Items);

        Assert.Equal([new Relation(RelationKind.PartOf, "PLAN-1")], item.Profile.Relations);
    }

    [Fact]
    public void What_is_part_of_another_new_item_comes_after_it()
    {
        var items = Of([A, B, C], Part(A, "#b"), Part(B, "#c"), New(C)).Items;

        Assert.Equal(["LANTERN-GARDEN", "FERRY-HOUSE", "TIDES-CENTRE"], items.Select(i => i.Code));
        Assert.Equal([new Relation(RelationKind.PartOf, "FERRY-HOUSE")], items[2].Profile.Relations);
        Assert.Equal("FERRY-HOUSE", Of([A, B], Part(A, "#b"), Same(B, "FERRY-HOUSE")).Items[0].Profile.Relations[0].To);
    }

    [Fact]
    public void A_part_of_nothing_is_refused()
    {
        foreach (var of in new[] { null, "", " ", "#", "#gone", "#b", "#a" })
        {
            Assert.Equal([("incoming.part-of", "a")], RefusalsOf([A, B], Part(A, of), Nothing(B)));
        }

        Assert.Equal([("incoming.part-of", "a"), ("incoming.part-of", "b")], RefusalsOf([A, B], Part(A, "#b"), Part(B, "#a")));
        Assert.Equal([("incoming.part-of", "a"), ("incoming.part-of", "c")], RefusalsOf([A, B, C], Part(A, "#b"), Same(B, "#c"), Part(C, "#a")));
    }

    [Fact]
    public void Two_new_items_have_two_codes()
    {
        var again = Proposed("a2", "Tides Centre");

        Assert.Equal([("incoming.code", "a2")], RefusalsOf([A, again], New(A), New(again)));
        Assert.Equal(2, Of([A, again], New(A), New(again) with { Item = Confirmation.WantedOf(again, null, _ => null) with { Code = "OTHER" } }).Items.Count);
    }

    [Fact]
    public void Relations_are_only_to_what_is_there()
    {
        var funded = Proposed("f", "Kite Garden", 0, Nature.Deliverable, (RelationKind.Implements, "Ferry House"), (RelationKind.PartOf, "Unknown Plan"), (RelationKind.Supports, "Kite Garden"));

        Assert.Equal([new Relation(RelationKind.Implements, "FERRY-HOUSE")], Of([funded, B], New(funded), New(B)).Items.Single(i => i.Proposal == "f").Profile.Relations);
        Assert.Equal([new Relation(RelationKind.Implements, "HOUSE")], Of([funded, B], New(funded), Same(B, "HOUSE")).Items[0].Profile.Relations);
        Assert.Empty(Of([funded, B], New(funded), Nothing(B)).Items[0].Profile.Relations);
    }

    [Fact]
    public void What_the_text_says_of_relations_is_left_out_where_a_person_wants_it_so()
    {
        var related = Proposed("f", "Kite Garden", 0, Nature.Deliverable, (RelationKind.Implements, "Ferry House")) with { FundedBy = "Ferry House" };
        var wanted = Confirmation.WantedOf(related, null, _ => null);
        Decision Wanted(bool isUnrelated) => New(related) with { Item = wanted with { IsUnrelated = isUnrelated } };

        Assert.All(Of([related, B], Wanted(isUnrelated: true), New(B)).Items, i => Assert.Empty(i.Profile.Relations));
        Assert.Equal(1, Of([related, B], Wanted(isUnrelated: false), New(B)).Items.Sum(i => i.Profile.Relations.Count));
        Assert.Equal([new Relation(RelationKind.PartOf, "PLAN-1")], Of([related, B], Part(related, "PLAN-1") with { Item = wanted with { IsUnrelated = true } }, New(B)).Items.Single(i => i.Proposal == "f").Profile.Relations);
    }

    [Fact]
    public void What_is_paid_for_is_a_relation_of_the_fund()
    {
        var paid = A with { FundedBy = "Ferry House" };

        var items = Of([paid, B], New(paid), New(B)).Items;

        Assert.Equal(["TIDES-CENTRE", "FERRY-HOUSE"], items.Select(i => i.Code));
        Assert.Empty(items[0].Profile.Relations);
        Assert.Equal([new Relation(RelationKind.Funds, "TIDES-CENTRE")], items[1].Profile.Relations);
        Assert.Empty(Of([paid, B], New(paid), Same(B, "FUND-1")).Items[0].Profile.Relations);
        Assert.Empty(Of([paid, B], New(paid), Nothing(B)).Items[0].Profile.Relations);
        Assert.Equal([new Relation(RelationKind.Funds, "ITEM-1")], Of([paid, B], Same(A, "ITEM-1"), New(B)).Items.Select(i => i.Profile.Relations.Single()));
    }

    [Fact]
    public void What_a_person_decided_goes_before_what_the_text_says()
    {
        var (a, b) = (Proposed("a", "Tides Centre", 0, Nature.Deliverable, (RelationKind.Supports, "Ferry House")), B);

        foreach (Proposal[] order in new[] { new[] { a, b }, [b, a] })
        {
            var items = Of(order, New(a), Part(b, "#a")).Items;

            Assert.Equal(["TIDES-CENTRE", "FERRY-HOUSE"], items.Select(i => i.Code));
            Assert.Empty(items[0].Profile.Relations);
            Assert.Equal([new Relation(RelationKind.PartOf, "TIDES-CENTRE")], items[1].Profile.Relations);
        }
    }

    [Fact]
    public void Of_what_the_text_says_only_the_first_of_a_circle_stands()
    {
        var (a, b) = (Proposed("a", "Tides Centre", 0, Nature.Deliverable, (RelationKind.Supports, "Ferry House")), Proposed("b", "Ferry House", 0, Nature.Deliverable, (RelationKind.Supports, "Tides Centre")));

        Assert.Equal([("FERRY-HOUSE", 0), ("TIDES-CENTRE", 1)], Of([a, b], New(a), New(b)).Items.Select(i => (i.Code, i.Profile.Relations.Count)));
    }

    [Fact]
    public void Why_something_cannot_be_the_same_or_a_part_is_told()
    {
        string MessageOf(IReadOnlyList<Proposal> proposals, params Decision[] decisions) => Assert.Throws<RefusedException>(() => Of(proposals, decisions)).Refusals[^1].Message;

        Assert.Equal("“Ferry House” would be part of itself by way of “Tides Centre”. Choose another.", MessageOf([A, B], Part(A, "#b"), Part(B, "#a")));
        Assert.Equal("“Tides Centre” would be part of itself. Choose another.", MessageOf([A], Part(A, "#a")));
        Assert.Equal("“Tides Centre” is to be the same as “Ferry House”, which is not trackable. Choose the item again.", MessageOf([A, B], Same(A, "#b"), Nothing(B)));
        Assert.Equal("“Tides Centre” is to be the same as “Ferry House”, which is not decided. Choose the item again.", MessageOf([A, B], Same(A, "#b")));
        Assert.Equal("“Tides Centre” is to be the same as itself, by way of what it is the same as. Choose the item again.", MessageOf([A], Same(A, "#a")));
        Assert.Equal("“Tides Centre” is to be the same as something that is proposed no more. Choose the item again.", MessageOf([A], Same(A, "#gone")));
        Assert.Equal("“Tides Centre” is to be the same as nothing. Choose the item again.", MessageOf([A], Same(A, " ")));
    }

    [Fact]
    public void Decisions_of_what_is_proposed_no_more_count_for_nothing() =>
        Assert.Equal(["TIDES-CENTRE"], Of([A], New(A), New(B), Same(C, "ITEM-1")).Items.Select(i => i.Code));

    [Theory]
    [InlineData(Nature.Deliverable, true)]
    [InlineData(Nature.Continuing, false)]
    [InlineData(Nature.Position, false)]
    [InlineData(Nature.Proposal, false)]
    [InlineData(Nature.Reference, false)]
    public void Only_deliverables_have_a_target(Nature nature, bool hasTarget)
    {
        var target = Of([Proposed("a", "Tides Centre", 0, nature)], New(A)).Items[0].Target;

        Assert.Equal(hasTarget ? new TargetDate("by 2032", new(2032, 1, 1), new(2032, 12, 31)) : null, target);
    }

    [Fact]
    public void A_new_item_is_as_the_person_wants_it()
    {
        var wanted = new ItemWanted("MINE", "House of Tides", "HT", Kind.Fund, Form.None, Nature.Continuing, Pillar.SocioCultural, Area.Tourism, "ROK", "Ours.");

        var item = Assert.Single(Of([A with { OtherNames = ["House of Tides", "Tidal House"] }], New(A) with { Item = wanted }).Items);

        Assert.Equal(("MINE", Kind.Fund, "House of Tides", "HT", Nature.Continuing, Area.Tourism, "Ours."), (item.Code, item.Kind, item.Profile.Title, item.Profile.Acronym, item.Profile.Nature, item.Profile.Area, item.Profile.Summary));
        Assert.Null(item.Profile.Proposer);
        Assert.Equal(["Tidal House"], item.Profile.OtherNames);
        Assert.Equal("ROK", Of([A], New(A) with { Item = wanted with { Nature = Nature.Proposal } }).Items[0].Profile.Proposer);
    }

    [Fact]
    public void Bodies_that_a_paragraph_names_are_mentioned_once_each()
    {
        var (first, second) = (A with { Named = ["Port Ministers", "Nobody"] }, Proposed("a2", "Ferry House") with { Named = ["Port Ministers"], Speaker = "", Verb = "" });

        var bodies = Of([first, second, B], New(first), Nothing(second), Nothing(B)).BodyMentions;

        Assert.Equal([(4, "BODY", "We"), (5, "BODY", "We")], bodies.Select(b => (b.Paragraph, b.Body, b.Speaker)));
    }

    [Fact]
    public void Whoever_is_asked_and_short_forms_are_bodies_too_in_their_strongest_words()
    {
        var (weak, strong) = (C with { Addressee = "Port Ministers", State = null }, A with { Acronym = "Ferry House", Strength = Strength.Agreed });

        Assert.Equal([(4, Strength.Agreed, null, "progress"), (5, Strength.Acknowledged, "Port Ministers", null)], Of([strong, weak], New(strong), New(weak)).BodyMentions.Select(b => (b.Paragraph, b.Strength, b.Addressee, b.State)));
        Assert.Equal((Strength.Agreed, "progress"), Of([B with { Paragraph = 0 }, strong], Nothing(B), New(strong)).BodyMentions.Select(b => (b.Strength, b.State)).Single());
    }

    [Fact]
    public void Where_nobody_speaks_the_document_does() =>
        Assert.Equal("The document", Of([A with { Speaker = "", Verb = "" }], Same(A, "ITEM-1")).Mentions["ITEM-1"][0].Speaker);

    [Theory]
    [InlineData("ASEAN-ROK Tides Centre", null, "ASEAN-ROK-TIDES-CENTRE")]
    [InlineData("The House of the Tides", null, "HOUSE-TIDES")]
    [InlineData("House of Tides", "H+T", "H-T")]
    [InlineData("Hội Quán Lanterns", null, "HOI-QUAN-LANTERNS")]
    [InlineData("A long name of very many words that goes on", null, "LONG-NAME-VERY-MANY-WORDS-THAT")]
    [InlineData("Incomprehensibilitiesandmorethanthat", null, "INCOMPREHENSIBILITIESANDMORETHAN")]
    [InlineData("한국", null, "ITEM")]
    [InlineData("the of", null, "THEOF")]
    public void A_code_is_made_of_the_words(string title, string? acronym, string code)
    {
        Assert.Equal(code, Confirmation.CodeOf(A with { Title = title, Acronym = acronym }));
        Assert.True(Codes.IsCode(code));
    }

    [Fact]
    public void A_code_ends_with_the_period()
    {
        var code = Confirmation.CodeOf(A with { Title = "A long name of very many words that goes on", Period = new("2031-2035", new(2031, 1, 1), new(2035, 12, 31)) });

        Assert.Equal("LONG-NAME-VERY-MANY-2031-2035", code);
    }
}
