using Tracker.Application.Documents;
using Tracker.Domain;
using Tracker.Domain.Documents;

namespace Tracker.Application.Tests.Documents;

/// <summary>A document on its way into the small register.</summary>
internal static class OnItsWay
{
    public const string Text = """
        1. We welcomed the progress of the establishment of the ASEAN-ROK Tides Centre (ARTC).

        2. We agreed to strengthen ferry safety.

        3. We looked forward to the opening of the ASEAN-ROK Lantern House by the end of 2027.
        """;

    public static IncomingAbout About(string code = "TIDES-2026", string datedOn = "2026-03-01") =>
        new() { Code = code, Title = "Statement on the tides", DatedOn = datedOn, Issuer = "Chairman" };

    public static Task<Guid> StartAsync(TestDatabase database, Guid person, string text = Text, IncomingAbout? about = null, string? attachTo = null) =>
        database.Get<BringDocument>().StartAsync(about ?? About(), attachTo, text, [], person);

    public static async Task<IncomingView> ReviewAsync(TestDatabase database, Guid id) => (await database.Get<IncomingQuery>().ReviewAsync(id))!;

    /// <summary>Every proposal a new item, but for those of which something else is said by their title.</summary>
    /// <returns>The version now.</returns>
    public static async Task<int> DecideAsync(TestDatabase database, Guid id, Guid person, params (string Title, Func<Proposal, Decision> Decision)[] others)
    {
        var view = await ReviewAsync(database, id);
        var decisions = view.Proposals.ToDictionary(p => p.Key, p => (Decision?)(others.FirstOrDefault(o => o.Title == p.Proposal.Title).Decision?.Invoke(p.Proposal) ?? new Decision(p.Key, DecisionKind.NewItem)));
        return await database.Get<BringDocument>().DecideAsync(id, view.Version, decisions, person);
    }

    public static (string, Func<Proposal, Decision>) Same(string title, string code) => (title, p => new(p.Key, DecisionKind.SameItem, code));

    public static (string, Func<Proposal, Decision>) Nothing(string title) => (title, p => new(p.Key, DecisionKind.NotTrackable, Reason: Untracked.Past));

    public static async Task<string[]> RulesAsync(Func<Task> deed) => [.. (await Assert.ThrowsAsync<RefusedException>(deed)).Refusals.Select(r => r.Rule)];
}
