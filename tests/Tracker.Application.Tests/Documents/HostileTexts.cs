using Microsoft.EntityFrameworkCore;
using Tracker.Application.Documents;
using Tracker.Application.Storage;
using Tracker.Application.Tests.Documents.Reading;
using Tracker.Domain;
using Tracker.Domain.Documents;

namespace Tracker.Application.Tests.Documents;

/// <summary>Whatever a text says, it is refused whole or goes through to the register, and the register stays sound.</summary>
public class HostileTexts
{
    /// <summary>So much of each; how long reading may take is measured elsewhere.</summary>
    private const int Length = 4_000;

    private static readonly Dictionary<string, string> Others = new()
    {
        ["turned round"] = "1. We welcomed the \u2066progress of the establishment\u2069 of the ASEAN-ROK Tides Centre (ARTC).",
        ["overridden"] = "1. We \u202ewelcomed\u202c the establishment of the \u202bASEAN-ROK Tides Centre\u202a (ARTC).",
        ["a deadline before its beginning"] = "1. We looked forward to the signing of the ASEAN-ROK Ferry Agreement from 2035 to 2031.",
        ["between years that end before they begin"] = "1. We looked forward to the signing of the ASEAN-ROK Ferry Agreement between 2035 and 2031.",
        ["a period before its beginning"] = "1. We adopted the ASEAN-ROK Tides Plan of Action (2035-2031).",
        ["half a character"] = "1. We welcomed the establishment of the ASEAN-ROK \ud83d Tides Centre (AR\udc00C).",
        ["controls and breaks"] = "1. We\0 welcomed\u0085 the\u2028 establishment\u2029 of the ASEAN-ROK \u0007Tides\u001b Centre (ARTC).",
        ["a name without end"] = $"1. We welcomed the establishment of the ASEAN-ROK {string.Concat(Enumerable.Repeat("Tides ", 200))}Centre (ARTC).",
        ["an acronym without end"] = $"1. We welcomed the establishment of the ASEAN-ROK Tides Centre ({new string('A', 200)}).",
        ["a speaker without end"] = $"1. The {string.Concat(Enumerable.Repeat("Ministers of Ports and ", 60))}Tides welcomed the establishment of the ASEAN-ROK Tides Centre (ARTC).",
        ["a state without end"] = $"1. We welcomed the progress {string.Concat(Enumerable.Repeat("of the steady progress ", 80))}of the establishment of the ASEAN-ROK Tides Centre (ARTC).",
        ["a name of another script"] = "1. We welcomed the establishment of the 아세안 협력 Centre.",
        ["a number without end"] = "1.1.1.1.1.1.1.1.1.1.1.1.1 We agreed to strengthen ferry safety.",
        ["the same again"] = string.Concat(Enumerable.Range(1, 40).Select(n => $"{n}. We welcomed the establishment of the ASEAN-ROK Tides Centre (ARTC).\n\n")),
    };

    public static TheoryData<string> Names => [.. HostileFiles.TextsByName.Keys, .. Others.Keys];

    private static string TextOf(string name) => Others.TryGetValue(name, out var text) ? text : HostileFiles.TextsByName[name]() is var all ? all[..Math.Min(Length, all.Length)] : "";

    /// <summary>The text on its way, a paragraph marked where none was found; null where it is refused, and then nothing of it is anywhere.</summary>
    private static async Task<Guid?> StartAsync(TestDatabase database, Guid keeper, string text)
    {
        var before = await Some.CountsAsync(database);
        try
        {
            var id = await OnItsWay.StartAsync(database, keeper, text);
            if ((await OnItsWay.ReviewAsync(database, id)).Paragraphs.Count == 0)
            {
                await database.Get<BringDocument>().EditAsync(id, 1, new PartEdit(PartEditKind.Mark, 0, As: PartKind.Paragraph), keeper);
            }

            return id;
        }
        catch (RefusedException refused)
        {
            Assert.All(refused.Refusals, r => Assert.Equal("Text", r.Field));
            Assert.Empty(await database.Get<IncomingQuery>().ListAsync());
            Assert.Equal(before, await Some.CountsAsync(database));
            return null;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_text_goes_through_when_nothing_of_it_is_trackable(string name)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        if (await StartAsync(database, keeper, TextOf(name)) is not { } id)
        {
            return;
        }

        var before = await Some.CountsAsync(database);
        var view = await OnItsWay.ReviewAsync(database, id);
        var nothing = view.Proposals.ToDictionary(p => p.Key, p => (Decision?)new Decision(p.Key, DecisionKind.NotTrackable, Reason: Untracked.Misread));
        var version = await database.Get<BringDocument>().DecideAsync(id, view.Version, nothing, keeper);

        Assert.Equal("TIDES-2026", await database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper));

        Assert.Equal(before, await Some.CountsAsync(database));
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_a_hostile_text_proposes_can_be_in_the_register(string name)
    {
        await using var database = await Some.RegisterAsync();
        var keeper = await database.PersonAsync(Role.RegisterKeeper);
        if (await StartAsync(database, keeper, TextOf(name)) is not { } id)
        {
            return;
        }

        var (_, _, before) = await Some.CountsAsync(database);
        var view = await OnItsWay.ReviewAsync(database, id);
        var items = view.Proposals.ToDictionary(p => p.Key, p => (Decision?)new Decision(p.Key, DecisionKind.NewItem, Item: p.Wanted));
        var version = await database.Get<BringDocument>().DecideAsync(id, view.Version, items, keeper);

        await database.Get<ConfirmDocument>().ExecuteAsync(id, version, keeper);

        Assert.Equal(before + items.Count, (await Some.CountsAsync(database)).Items);
        Assert.Null((await Verification.OfFileAsync(database.FileName)).Fault);
        await using var db = database.Context();
        var words = string.Join('\n', (await db.Documents.SingleAsync(d => d.Code == "TIDES-2026", TestContext.Current.CancellationToken)).Paragraphs.Select(p => p.Text));
        Assert.True(Texts.IsClean(words), "The words of the document turn the page round.");
    }

    [Theory]
    [InlineData("right to left")]
    [InlineData("controls")]
    public void What_turns_a_text_round_or_controls_something_is_in_no_part_of_it(string name)
    {
        var parts = TextReading.Read(HostileFiles.TextsByName[name]());

        Assert.NotEmpty(parts);
        Assert.All(parts, p => Assert.DoesNotContain(p.Words, c => char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')));
        Assert.Contains(name == "controls" ? "We[2J noted." : "שלום We noted", parts[0].Words, StringComparison.Ordinal);
    }
}
