using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>A register keeper changes what items are called and belong to.</summary>
public sealed class ReviseItem(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>As many items as one act changes.</summary>
    public const int MostAtOnce = 500;

    /// <param name="lastSeen">Sequence of the latest entry that the person saw; null to skip the check.</param>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    /// <exception cref="ConflictException">Somebody else saved first; nothing was recorded.</exception>
    /// <returns>The sequence of the new entry.</returns>
    public Task<int> ExecuteAsync(string code, Revision revision, Guid personId, int? lastSeen = null, Guid? submission = null, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                var actor = await Actors.OfAsync(db, personId, ct);
                var item = await db.ItemOrRefuseAsync(code, ct);
                item.ThrowIfChangedSince(lastSeen);
                var sequence = await ReviseAsync(db, item, revision, actor, ct);
                await KeepMentionsAsync(db, item, revision.MentionsAdded, revision.On, actor, ct);
                return sequence;
            },
            personId,
            submission,
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
    /// <param name="from">The day from which it leads; null where what was entered is no day, which is refused with all else.</param>
    /// <returns>The number of items changed.</returns>
    /// <exception cref="RefusedException">Every reason against it, for every item; nothing was recorded.</exception>
    public Task<int> NameLeadAsync(IReadOnlyList<string> codes, string body, bool inPlace, DateOnly? from, string? note, Guid personId, Guid? submission = null, CancellationToken ct = default) =>
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

                if (from is not { } on)
                {
                    refusals.Add(new("leads.day", "Enter the day from which it holds, such as 2022-06-30.", "On"));
                    throw new RefusedException(refusals);
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
            personId,
            submission,
            ct);

    /// <summary>The same within another deed.</summary>
    internal async Task<int> ReviseAsync(TrackerDbContext db, Item item, Revision revision, Actor actor, CancellationToken ct)
    {
        var (resolved, objections) = await ObjectionsAsync(db, item, revision, actor, ct);
        RefusedException.ThrowIfAny(objections);

        var entry = item.Revise(resolved, actor, calendar.Today, calendar.UtcNow);
        await db.KeepSpansAsync(item, ct);
        return entry.Sequence;
    }

    /// <summary>
    /// An opening says anew what names the item: where documents name it from an earlier day on, each later opening that
    /// does not have their mentions gets them, with a revision of its day.
    /// </summary>
    /// <exception cref="RefusedException">Every reason against it; nothing was recorded.</exception>
    internal async Task KeepMentionsAsync(TrackerDbContext db, Item item, IReadOnlyList<Mention> mentions, DateOnly on, Actor actor, CancellationToken ct)
    {
        var openings = item.LiveEntries().Where(e => e.Type == EntryType.Opening && e.On > on).Select(e => e.On!.Value).Distinct().ToList();
        foreach (var day in openings)
        {
            if (mentions.Except(item.StateOn(day)!.Profile.Mentions).ToList() is { Count: > 0 } lost)
            {
                await ReviseAsync(db, item, new Revision { On = day, MentionsAdded = lost }, actor, ct);
            }
        }
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
