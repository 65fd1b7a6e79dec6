using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>A register keeper adds an item.</summary>
public sealed class AddItem(OneWriter writer, Calendar calendar)
{
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    public Task<string> ExecuteAsync(string code, Kind kind, Form form, Opening opening, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var resolved = await db.WithSourcesAsync(opening, ct);
                List<Refusal> refusals =
                [
                    .. Item.ObjectionsToOpening(code, kind, form, resolved, actor, calendar.Today),
                    .. await db.ReferenceObjectionsAsync(code, resolved.Profile, ct),
                ];
                if (await db.ItemAsync(code, ct) is { } other)
                {
                    // Two people may add the same promise at the same time: the second learns of the first.
                    refusals.Add(new("code.taken", $"{code} is another item's code already: {other.Entries[0].ByName} added “{other.Entries[0].Content.Profile!.Title}”.", "Code"));
                }

                RefusedException.ThrowIfAny(refusals);
                var item = Item.Open(code, kind, form, resolved, actor, calendar.Today, calendar.UtcNow);
                db.Items.Add(item);
                await db.KeepSpansAsync(item, ct);
                return item.Code;
            },
            ct);
}

/// <summary>A register keeper changes what an item is called and belongs to.</summary>
public sealed class ReviseItem(OneWriter writer, Calendar calendar)
{
    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    public Task<int> ExecuteAsync(string code, Revision revision, Guid personId, int? lastSeen = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);
                return await ReviseAsync(db, item, revision, actor, ct);
            },
            ct);

    /// <summary>One body leads many items from a day on; leads of its side that they had before stay beside it.</summary>
    /// <exception cref="RefusedException">Every reason against it, for every item; nothing was recorded.</exception>
    public Task<int> AddLeadAsync(IReadOnlyList<string> codes, string body, DateOnly on, string? note, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                if (codes.Count == 0)
                {
                    throw new RefusedException("leads.items", "Choose at least one item.", "Items");
                }

                List<Refusal> refusals = [];
                var changed = 0;
                foreach (var code in codes.Distinct())
                {
                    var item = await db.ItemOrRefuseAsync(code, ct);
                    var lead = new BodyPart(body, Domain.Bodies.BodyRole.Lead);
                    if (item.StateOn(on) is { } state && state.Profile.Bodies.Contains(lead))
                    {
                        continue;
                    }

                    var bodies = item.StateOn(on)?.Profile.Bodies ?? [];
                    try
                    {
                        await ReviseAsync(db, item, new Revision { On = on, Note = note, Bodies = [lead, .. bodies] }, actor, ct);
                        changed++;
                    }
                    catch (RefusedException refused)
                    {
                        refusals.AddRange(refused.Refusals.Select(r => r with { Message = $"{code}: {r.Message}" }));
                    }
                }

                RefusedException.ThrowIfAny(refusals);
                return changed;
            },
            ct);

    private async Task<int> ReviseAsync(TrackerDbContext db, Item item, Revision revision, Actor actor, CancellationToken ct)
    {
        var (evidence, objections) = await db.ResolveAsync(revision.Evidence, ct);
        var resolved = revision with { Evidence = evidence };
        objections.AddRange(item.ObjectionsTo(resolved, actor, calendar.Today));
        if (item.StateOn(revision.On) is { } before)
        {
            objections.AddRange(await db.ReferenceObjectionsAsync(item.Code, resolved.Apply(before.Profile), ct));
        }

        RefusedException.ThrowIfAny(objections);
        var entry = item.Revise(resolved, actor, calendar.Today, calendar.UtcNow);
        await db.KeepSpansAsync(item, ct);
        return entry.Sequence;
    }
}

internal static class Openings
{
    /// <summary>An opening rests on the documents of its mentions, beside any source of its own.</summary>
    public static async Task<Opening> WithSourcesAsync(this TrackerDbContext db, Opening opening, CancellationToken ct)
    {
        var sources = opening.Profile.Mentions
            .Select(m => (m.Document, m.Paragraph))
            .DistinctBy(m => m.Document)
            .Where(m => opening.Update.Evidence.All(e => e.Document != m.Document))
            .Select(m => new Evidence(m.Document, "", null, null, DocumentKind.Statement, null, m.Paragraph));
        var (evidence, refusals) = await db.ResolveAsync([.. opening.Update.Evidence, .. sources], ct);
        RefusedException.ThrowIfAny(refusals);
        return opening with { Update = opening.Update with { Evidence = evidence } };
    }

    public static Task<List<Refusal>> ReferenceObjectionsAsync(this TrackerDbContext db, string code, Profile profile, CancellationToken ct) =>
        db.ReferenceObjectionsAsync(
            code,
            [profile.Proposer, profile.Owner, .. profile.Bodies.Select(b => b.Body)],
            profile.Relations.Select(r => r.To),
            profile.Mentions.Select(m => (m.Document, m.Paragraph)),
            ct);
}
