using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>Texts that people type, paste or import: hostile ones are refused, every script is welcome.</summary>
public sealed class TextRules
{
    /// <summary>In a list and not a theory: whoever runs tests would mend the halves of characters on the way.</summary>
    private static readonly string[] Hostile =
    [
        "Centre\0",
        "Centre\u0007",
        "Centre\u001B[31m",
        "Cen\u0085tre",
        "Centre \uD83C",
        "\uDF89 Centre",
        "Centre \u202Eertnec",
        "\u2066Centre\u2069",
        "\u202ACentre",
    ];

    [Fact]
    public void Characters_that_cannot_be_kept_or_seen_are_refused_in_every_text_of_an_entry() => Assert.All(Hostile, RefusedInEntries);

    [Fact]
    public void They_are_refused_in_bodies_documents_meetings_and_ledgers() => Assert.All(Hostile, RefusedElsewhere);

    private static void RefusedInEntries(string text)
    {
        var item = Some.Centre();
        var update = Some.Update();
        Update[] updates =
        [
            update with { Note = text },
            update with { NextStep = text },
            update with { DateText = text },
            update with { Outlook = new(Outlook.AtRisk, text), NextStep = "Ask." },
            update with { Target = new(text) },
            update with { Target = new("soon"), TargetReason = text },
            update with { Milestones = [new(1, MilestoneAct.Add, text)] },
            update with { Milestones = [new(1, MilestoneAct.Add, "Site", new TargetDate(text))] },
            update with { Evidence = [Some.Page with { Title = text }] },
            update with { Evidence = [Some.Page with { Issuer = text }] },
            update with { Facts = new Dictionary<Fact, string> { [Fact.Place] = text } },
            update with { Facts = new Dictionary<Fact, string> { [Fact.Reason] = text } },
        ];
        Revision[] revisions =
        [
            new() { On = Some.Day(5), Title = text },
            new() { On = Some.Day(5), Acronym = text },
            new() { On = Some.Day(5), OtherNames = [text] },
            new() { On = Some.Day(5), Summary = text },
            new() { On = Some.Day(5), Title = "Renamed", Note = text },
            new() { On = Some.Day(5), Period = new(text) },
            new() { On = Some.Day(5), Bodies = [new(text, BodyRole.Host)] },
            new() { On = Some.Day(5), Relations = [new(RelationKind.Supports, text)] },
            new() { On = Some.Day(5), MentionsAdded = [new("CS-21", 1, text, "welcomed", Strength.Supported)] },
            new() { On = Some.Day(5), MentionsAdded = [new("CS-21", 1, "We", "welcomed", Strength.Supported, text)] },
        ];

        Assert.All(updates, u => Assert.Equal(["text.characters"], item.RulesAgainst(u)));
        Assert.All(revisions, r => Assert.Equal(["text.characters"], item.RulesAgainst(r)));
        Assert.Equal(["text.characters"], item.RulesAgainst(new Withdrawal(1, text)));
        Assert.Equal(["text.characters"], item.RulesAgainst(new Assessment(Some.Day(5), 1, Verdict.Contested, Side.Asean, text), Some.Manager));
        Assert.Equal(
            ["text.characters"],
            Item.ObjectionsToOpening("ITEM-2", Kind.Centre, Form.Centre, new(Some.Profile, new() { On = Some.Opened }, text), Some.Keeper, Some.Today).Select(r => r.Rule));
    }

    private static void RefusedElsewhere(string text)
    {
        static string Rule(Action deed) => Assert.Single(Assert.Throws<RefusedException>(deed).Refusals).Rule;
        var mechanism = Some.Item("mechanism", Stage.Active);

        Assert.Equal("text.characters", Rule(() => _ = new Body("MOFA", text, Side.Rok, BodyKind.Ministry)));
        Assert.Equal("text.characters", Rule(() => _ = new Body("MOFA", "Ministry", Side.Rok, BodyKind.Ministry, null, [text])));
        Assert.Equal("text.characters", Rule(() => _ = new Document("CS-21", text, DocumentKind.Statement, Some.Opened, null, "Chair", null)));
        Assert.Equal("text.characters", Rule(() => _ = new Document("CS-21", "Statement", DocumentKind.Statement, Some.Opened, null, text, null)));
        Assert.Equal("text.characters", Rule(() => _ = new Document("CS-21", "Statement", DocumentKind.Statement, Some.Opened, null, "Chair", null, [new(1, text)])));
        Assert.Equal("text.characters", Rule(() => Meeting.Record(mechanism, new() { On = Some.Opened, Status = MeetingStatus.Held, Host = text }, [], Some.Keeper, Some.Today, Some.Now)));
        Assert.Equal("text.characters", Rule(() => _ = new ReportedFigure(mechanism, Some.Opened, text, null, "CS-21")));
        Assert.Equal("text.characters", Rule(() => new Domain.Funds.Ledger(Some.Fund(), []).Add(new(Domain.Funds.LedgerEntryType.Receipt, Some.Opened, Note: text), Some.Keeper, Some.Today, Some.Now)));
        Assert.False(Codes.IsCode(text));
        Assert.False(WebAddress.IsUsable(text));
    }

    [Theory]
    [InlineData("Trung tâm đổi mới sáng tạo")]
    [InlineData("한-아세안 센터")]
    [InlineData("ศูนย์นวัตกรรม")]
    [InlineData("မြန်မာ ကမ္ဘောဇ")]
    [InlineData("مركز")]
    [InlineData("Two lines\r\nand a\ttab")]
    [InlineData("Celebration 🎉")]
    public void Every_script_is_welcome(string text)
    {
        var item = Some.Centre(profile: Some.Profile with { Title = text });
        item.Record(Some.Update() with { Note = text, NextStep = text });

        Assert.Equal(text, item.SpanOn(Some.Day(0)).Title);
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u00A0 \u2003")]
    [InlineData("\uFEFF")]
    [InlineData("\u2800\u3164")]
    [InlineData("\u0301")]
    public void A_text_in_which_nothing_can_be_read_is_no_text(string text)
    {
        var item = Some.Centre(Stage.SettingUp);

        Assert.Equal(["centre.place"], item.RulesAgainst(Some.Update(10, Stage.Opened, (Fact.Place, text)) with { Evidence = [Some.Page] }));
        Assert.Equal(["lifecycle.reason"], item.RulesAgainst(Some.Update(10, Stage.Agreed, (Fact.Reason, text))));
        Assert.Equal(["update.empty"], item.RulesAgainst(new Update { On = Some.Day(10), Note = text }));
        Assert.Equal(["profile.title"], item.RulesAgainst(new Revision { On = Some.Day(10), Title = text }));
        Assert.Equal(["target.text"], item.RulesAgainst(Some.Update() with { Target = new(text) }));
    }

    [Fact]
    public void Long_texts_are_refused_by_what_they_are()
    {
        var item = Some.Centre();
        var update = Some.Update();

        Assert.Equal(["update.note"], item.RulesAgainst(update with { Note = new('x', 10_001) }));
        Assert.Equal(["update.next-step"], item.RulesAgainst(update with { NextStep = new('x', 1001) }));
        Assert.Equal(["outlook.cause-length"], item.RulesAgainst(update with { Outlook = new(Outlook.OnTrack, new('x', 1001)) }));
        Assert.Equal(["fact.reason"], item.RulesAgainst(update with { Facts = new Dictionary<Fact, string> { [Fact.Reason] = new('x', 1001) } }));
        Assert.Equal(["update.length"], item.RulesAgainst(update with { DateText = new('x', 201) }));
        Assert.Equal(["update.length"], item.RulesAgainst(update with { Target = new("soon"), TargetReason = new('x', 1001) }));
        Assert.Contains("text.length", item.RulesAgainst(update with { Facts = new Dictionary<Fact, string> { [Fact.Place] = new('x', 1001) } }));
        Assert.Equal(["text.length"], item.RulesAgainst(update with { Facts = new Dictionary<Fact, string> { [Fact.Place] = new(' ', 1_000_000) } }));
        Assert.Equal(["text.length"], item.RulesAgainst(new Revision { On = Some.Day(5), Title = "Renamed", Note = new('x', 10_001) }));
        Assert.Equal(["text.length"], item.RulesAgainst(new Assessment(Some.Day(5), 1, Verdict.Contested, Side.Asean, new('x', 1001)), Some.Manager));
        Assert.Equal(["evidence.title"], item.RulesAgainst(update with { Evidence = [Some.Page with { Title = new('x', 401) }] }));
        Assert.Equal(["evidence.issuer"], item.RulesAgainst(update with { Evidence = [Some.Page with { Issuer = new('x', 201) }] }));
        Assert.Equal(["evidence.address"], item.RulesAgainst(update with { Evidence = [Some.Page with { Address = "https://example.org/" + new string('x', 2000) }] }));
        Assert.Empty(item.RulesAgainst(update with { Note = new('x', 10_000), NextStep = new('x', 1000) }));
    }

    [Fact]
    public void The_words_of_a_document_are_kept_as_they_are_if_storage_can()
    {
        Document With(string text) => new("CS-21", "Statement", DocumentKind.Statement, Some.Opened, null, "Chair", null, [new(1, "Opening", text)]);

        Assert.Equal("Page one\fpage two\u202A", With("Page one\fpage two\u202A").Paragraphs[0].Text);
        Assert.Equal("text.characters", Assert.Single(Assert.Throws<RefusedException>(() => With("Page\0")).Refusals).Rule);
        Assert.Equal("text.characters", Assert.Single(Assert.Throws<RefusedException>(() => With("Page\uD83C")).Refusals).Rule);
    }
}
