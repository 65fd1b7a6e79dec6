using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>A register keeper adds an item, or an earlier opening of one.</summary>
public sealed class AddItem(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, ReviseItem revise, Calendar calendar)
{
    /// <returns>The item's code.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    public Task<string> ExecuteAsync(string code, Kind kind, Form form, Opening opening, Guid personId, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                await AddAsync(db, code, kind, form, opening, actor, ct);
                return code;
            },
            personId,
            submission,
            ct);

    /// <summary>The same within another deed.</summary>
    internal async Task AddAsync(TrackerDbContext db, string code, Kind kind, Form form, Opening opening, Actor actor, CancellationToken ct)
    {
        var (resolved, objections) = await ObjectionsAsync(db, code, kind, form, opening, actor, ct);
        RefusedException.ThrowIfAny(objections);

        var item = Item.Open(code, kind, form, resolved, actor, calendar.Today, calendar.UtcNow);
        db.Items.Add(item);
        await db.KeepSpansAsync(item, ct);
    }

    /// <summary>Every reason why <see cref="ExecuteAsync"/> would refuse the item now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsAsync(string code, Kind kind, Form form, Opening opening, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
            (await ObjectionsAsync(db, code, kind, form, opening, await Actors.OfAsync(db, personId, ct), ct)).Objections);
    }

    /// <summary>An earlier document was found: the item opens with it, and the former opening reads as an update. It goes on naming the item.</summary>
    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <returns>The sequence of the new entry.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    public Task<int> EarlierAsync(string code, Opening opening, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);
                return await EarlierAsync(db, item, opening, actor, ct);
            },
            personId,
            submission,
            ct);

    /// <summary>The same within another deed.</summary>
    internal async Task<int> EarlierAsync(TrackerDbContext db, Item item, Opening opening, Actor actor, CancellationToken ct)
    {
        var (resolved, objections) = await ObjectionsToEarlierAsync(db, item, opening, actor, ct);
        RefusedException.ThrowIfAny(objections);

        var entry = item.OpenEarlier(resolved, actor, calendar.Today, calendar.UtcNow);
        await db.KeepSpansAsync(item, ct);
        await revise.KeepMentionsAsync(db, item, resolved.Profile.Mentions, opening.Update.On, actor, ct);
        return entry.Sequence;
    }

    /// <summary>Every reason why <see cref="EarlierAsync"/> would refuse the opening now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsToEarlierAsync(string code, Opening opening, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            return (await ObjectionsToEarlierAsync(db, await db.ItemOrRefuseAsync(code, ct), opening, actor, ct)).Objections;
        });
    }

    private async Task<(Opening Resolved, IReadOnlyList<Refusal> Objections)> ObjectionsAsync(
        TrackerDbContext db, string code, Kind kind, Form form, Opening opening, Actor actor, CancellationToken ct)
    {
        var (resolved, objections) = await db.WithSourcesAsync(opening, ct);
        if (await db.ItemAsync(code, ct) is { } other)
        {
            // Two people may add the same promise at the same time: the second learns of the first.
            objections.Add(new("code.taken", $"{code} is another item’s code already: {other.Entries[0].ByName} added “{other.Entries[0].Content.Profile!.Title}”.", "Code"));
        }

        return (resolved,
        [
            .. Item.ObjectionsToOpening(code, kind, form, resolved, actor, calendar.Today),
            .. objections,
            .. await db.ReferenceObjectionsAsync(code, resolved.Profile, ct),
        ]);
    }

    private async Task<(Opening Resolved, IReadOnlyList<Refusal> Objections)> ObjectionsToEarlierAsync(
        TrackerDbContext db, Item item, Opening opening, Actor actor, CancellationToken ct)
    {
        var (resolved, objections) = await db.WithSourcesAsync(opening, ct);
        return (resolved,
        [
            .. item.ObjectionsToEarlier(resolved, actor, calendar.Today),
            .. objections,
            .. await db.ReferenceObjectionsAsync(item.Code, resolved.Profile, ct),
        ]);
    }
}

internal static class Openings
{
    /// <summary>An opening rests on the documents of its mentions, beside any source of its own.</summary>
    public static async Task<(Opening Opening, List<Refusal> Refusals)> WithSourcesAsync(this TrackerDbContext db, Opening opening, CancellationToken ct)
    {
        var (evidence, refusals) = await db.ResolveAsync(opening.Update.Evidence, ct);
        var codes = opening.Profile.Mentions.Select(m => m.Document).Distinct().ToList();
        var documents = await db.SourcesAsync(codes, ct);
        var sources =
            from mention in opening.Profile.Mentions.DistinctBy(m => m.Document)
            where documents.ContainsKey(mention.Document) && evidence.All(e => e.Document != mention.Document)
            select Evidence.Of(documents[mention.Document], mention.Paragraph);
        return (opening with { Update = opening.Update with { Evidence = [.. evidence, .. sources] } }, refusals);
    }

    public static Task<List<Refusal>> ReferenceObjectionsAsync(this TrackerDbContext db, string code, Profile profile, CancellationToken ct) =>
        db.ReferenceObjectionsAsync(
            code,
            [profile.Proposer, profile.Owner, .. profile.Bodies.Select(b => b.Body)],
            profile.Relations.Select(r => r.To),
            profile.Mentions.Select(m => (m.Document, m.Paragraph)),
            ct);
}
