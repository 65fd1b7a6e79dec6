using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>A register keeper adds an item, or an earlier opening of one.</summary>
public sealed class AddItem(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <returns>The item's code.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    public Task<string> ExecuteAsync(string code, Kind kind, Form form, Opening opening, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var (resolved, objections) = await ObjectionsAsync(db, code, kind, form, opening, actor, ct);
                RefusedException.ThrowIfAny(objections);

                var item = Item.Open(code, kind, form, resolved, actor, calendar.Today, calendar.UtcNow);
                db.Items.Add(item);
                await db.KeepSpansAsync(item, ct);
                return item.Code;
            },
            ct);

    /// <summary>Every reason why <see cref="ExecuteAsync"/> would refuse the item now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsAsync(string code, Kind kind, Form form, Opening opening, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
            (await ObjectionsAsync(db, code, kind, form, opening, await Actors.OfAsync(db, personId, ct), ct)).Objections);
    }

    /// <summary>An earlier document was found: the item opens with it, and the former opening reads as an update.</summary>
    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <returns>The sequence of the new entry.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    public Task<int> EarlierAsync(string code, Opening opening, Guid personId, int? lastSeen = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);
                var (resolved, objections) = await ObjectionsToEarlierAsync(db, item, opening, actor, ct);
                RefusedException.ThrowIfAny(objections);

                var entry = item.OpenEarlier(resolved, actor, calendar.Today, calendar.UtcNow);
                await db.KeepSpansAsync(item, ct);
                return entry.Sequence;
            },
            ct);

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
            objections.Add(new("code.taken", $"{code} is another item's code already: {other.Entries[0].ByName} added “{other.Entries[0].Content.Profile!.Title}”.", "Code"));
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

/// <summary>A register keeper changes what items are called and belong to.</summary>
public sealed class ReviseItem(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>As many items as one act changes.</summary>
    public const int MostAtOnce = 500;

    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    /// <returns>The sequence of the new entry.</returns>
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

    /// <summary>Every reason why <see cref="ExecuteAsync"/> would refuse the revision now; nothing is written.</summary>
    public async Task<IReadOnlyList<Refusal>> ObjectionsAsync(string code, Revision revision, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Journals.RefusalsOfAsync(async () =>
        {
            var actor = await Actors.OfAsync(db, personId, ct);
            return (await ObjectionsAsync(db, await db.ItemOrRefuseAsync(code, ct), revision, actor, ct)).Objections;
        });
    }

    /// <summary>One body leads many items from a day on; items that it leads already stay as they are.</summary>
    /// <param name="inPlace">Leads of the same side give way; otherwise they stay beside it. Leads of the other side always stay.</param>
    /// <returns>The number of items changed.</returns>
    /// <exception cref="RefusedException">Every reason against it, for every item; nothing was recorded.</exception>
    public Task<int> NameLeadAsync(IReadOnlyList<string> codes, string body, bool inPlace, DateOnly on, string? note, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var chosen = codes.Distinct().ToList();
                var sides = await db.Bodies.AsNoTracking().ToDictionaryAsync(b => b.Code, b => b.Side, ct);
                List<Refusal> refusals = [];
                if (Permissions.ToKeepRegister(actor) is { } refusal)
                {
                    refusals.Add(refusal);
                }

                if (chosen.Count is 0 or > MostAtOnce)
                {
                    refusals.Add(new("leads.items", chosen.Count == 0 ? "Choose at least one item." : $"Choose at most {MostAtOnce} items at once.", "Items"));
                }

                if (!sides.TryGetValue(body, out var side))
                {
                    refusals.Add(new("reference.body", body.Length == 0 ? "Choose the body." : "There is no such body.", "Body"));
                }

                RefusedException.ThrowIfAny(refusals);
                var lead = new BodyPart(body, BodyRole.Lead);
                var changed = 0;
                foreach (var code in chosen)
                {
                    var item = await db.ItemOrRefuseAsync(code, ct);
                    var before = item.StateOn(on)?.Profile.Bodies ?? [];
                    var after = before
                        .Where(b => b != lead && !(inPlace && b.Role == BodyRole.Lead && sides.GetValueOrDefault(b.Body) == side))
                        .Prepend(lead)
                        .ToList();
                    if (before.Contains(lead) && after.Count == before.Count)
                    {
                        continue;
                    }

                    try
                    {
                        await ReviseAsync(db, item, new Revision { On = on, Note = note, Bodies = after }, actor, ct);
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
        var (resolved, objections) = await ObjectionsAsync(db, item, revision, actor, ct);
        RefusedException.ThrowIfAny(objections);

        var entry = item.Revise(resolved, actor, calendar.Today, calendar.UtcNow);
        await db.KeepSpansAsync(item, ct);
        return entry.Sequence;
    }

    private async Task<(Revision Resolved, IReadOnlyList<Refusal> Objections)> ObjectionsAsync(
        TrackerDbContext db, Item item, Revision revision, Actor actor, CancellationToken ct)
    {
        var (evidence, objections) = await db.ResolveAsync(revision.Evidence, ct);
        var resolved = revision with { Evidence = evidence };
        objections.AddRange(item.ObjectionsTo(resolved, actor, calendar.Today));
        if (item.StateOn(revision.On) is { } before)
        {
            objections.AddRange(await db.ReferenceObjectionsAsync(item.Code, resolved.Apply(before.Profile), ct));
        }

        return (resolved, objections);
    }
}

internal static class Openings
{
    /// <summary>An opening rests on the documents of its mentions, beside any source of its own.</summary>
    public static async Task<(Opening Opening, List<Refusal> Refusals)> WithSourcesAsync(this TrackerDbContext db, Opening opening, CancellationToken ct)
    {
        var (evidence, refusals) = await db.ResolveAsync(opening.Update.Evidence, ct);
        var codes = opening.Profile.Mentions.Select(m => m.Document).Distinct().ToList();
        var documents = await db.Documents.AsNoTracking().Where(d => codes.Contains(d.Code)).ToDictionaryAsync(d => d.Code, ct);
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
