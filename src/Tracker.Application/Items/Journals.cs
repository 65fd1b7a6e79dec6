using Microsoft.EntityFrameworkCore;
using Tracker.Application.Funds;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>What every deed on an item shares: loading it whole, checking references, keeping its spans.</summary>
internal static class Journals
{
    /// <summary>The item with its whole journal, in the order of recording; null where there is none.</summary>
    public static Task<Item?> ItemAsync(this TrackerDbContext db, string code, CancellationToken ct) =>
        db.Items.Include(i => i.Entries.OrderBy(e => e.Sequence)).SingleOrDefaultAsync(i => i.Code == code, ct);

    /// <exception cref="RefusedException">No item has that code.</exception>
    public static async Task<Item> ItemOrRefuseAsync(this TrackerDbContext db, string code, CancellationToken ct) =>
        await db.ItemAsync(code, ct) ?? throw new RefusedException("item.unknown", $"There is no item {Shortened(code)}.");

    /// <summary>What a question finds against a deed, also where it is refused on the way there.</summary>
    public static async Task<IReadOnlyList<Refusal>> RefusalsOfAsync(Func<Task<IReadOnlyList<Refusal>>> objections)
    {
        try
        {
            return await objections();
        }
        catch (RefusedException refused)
        {
            return refused.Refusals;
        }
    }

    /// <summary>The form was opened when the journal had fewer entries than now.</summary>
    /// <exception cref="ConflictException">Somebody saved meanwhile.</exception>
    public static void ThrowIfChangedSince(this Item item, int? lastSeen)
    {
        if (lastSeen is { } seen && item.Entries.Count > seen)
        {
            throw new ConflictException(item.Code, [.. item.Entries.Where(e => e.Sequence > seen)]);
        }
    }

    /// <summary>Writes the spans of an item anew, and those of what counts inside it where that changes.</summary>
    /// <exception cref="RefusedException">The item would be part of itself.</exception>
    public static async Task KeepSpansAsync(this TrackerDbContext db, Item item, CancellationToken ct)
    {
        var before = await CountingAsync(db, item.Code, ct);
        var held = await KeepOwnSpansAsync(db, item, ct);
        await RefuseBeingPartOfItselfAsync(db, item, held, ct);
        if (before.SequenceEqual(held.Counting))
        {
            return;
        }

        // Whether an item counts does not depend on what it is part of, so that one step down suffices.
        var children = await db.HeldRelations
            .Where(r => r.To == item.Code && r.ItemId != item.Id && (r.Kind == RelationKind.PartOf || r.Kind == RelationKind.Prepares))
            .Select(r => r.ItemCode)
            .Distinct()
            .ToListAsync(ct);
        foreach (var code in children)
        {
            await KeepOwnSpansAsync(db, await db.ItemOrRefuseAsync(code, ct), ct);
        }
    }

    /// <remarks>Saved at once: a deed on many items reads the spans of one while it writes those of the next.</remarks>
    private static async Task<Held> KeepOwnSpansAsync(TrackerDbContext db, Item item, CancellationToken ct)
    {
        var parents = new Dictionary<string, IReadOnlyList<DayRange>>();
        foreach (var code in item.LiveEntries()
            .SelectMany(e => e.Content.Profile?.Relations ?? e.Revision?.Relations ?? [])
            .Select(r => r.To)
            .Distinct())
        {
            parents[code] = await CountingAsync(db, code, ct);
        }

        var held = item.HeldBy(code => parents.GetValueOrDefault(code) ?? []);
        await db.Spans.Where(s => s.ItemId == item.Id).ExecuteDeleteAsync(ct);
        await db.HeldBodies.Where(s => s.ItemId == item.Id).ExecuteDeleteAsync(ct);
        await db.HeldRelations.Where(s => s.ItemId == item.Id).ExecuteDeleteAsync(ct);
        await db.HeldMentions.Where(s => s.ItemId == item.Id).ExecuteDeleteAsync(ct);
        await db.HeldTexts.Where(s => s.ItemId == item.Id).ExecuteDeleteAsync(ct);
        await db.HeldTargets.Where(s => s.ItemId == item.Id).ExecuteDeleteAsync(ct);
        await SearchText.ForgetItemsAsync(db, [item.Code], ct);
        db.AddHeld(held);
        await db.SaveChangesAsync(ct);
        foreach (var row in db.ChangeTracker.Entries().Where(e => e.Entity is Span or HeldBody or HeldRelation or HeldMention or HeldText or HeldTarget).ToList())
        {
            row.State = EntityState.Detached;
        }

        return held;
    }

    /// <summary>Two items, each part of the other, would each count inside the other and both be counted nowhere.</summary>
    private static async Task RefuseBeingPartOfItselfAsync(TrackerDbContext db, Item item, Held held, CancellationToken ct)
    {
        var above = held.Relations.Where(r => item.CountsInsideBy(r.Kind)).Select(r => (r.To, Days: new DayRange(r.From, r.Until))).ToList();
        HashSet<(string, DayRange)> seen = [];
        while (above.Count > 0)
        {
            if (above.Exists(a => a.To == item.Code))
            {
                throw new RefusedException("relation.circle", $"{item.Code} would be part of itself, by way of what it is part of. Take one of these relations away.", "Relations");
            }

            var codes = above.Select(a => a.To).Distinct().ToList();
            var next = await (
                from parent in db.Items
                join relation in db.HeldRelations on parent.Id equals relation.ItemId
                where codes.Contains(parent.Code) && (relation.Kind == RelationKind.PartOf || (relation.Kind == RelationKind.Prepares && parent.Form == Form.Study))
                select relation).AsNoTracking().ToListAsync(ct);
            above =
            [
                .. from lower in above
                   join relation in next on lower.To equals relation.ItemCode
                   let days = new DayRange(
                       lower.Days.From > relation.From ? lower.Days.From : relation.From,
                       lower.Days.Until < relation.Until ? lower.Days.Until : relation.Until)
                   where days.From < days.Until && seen.Add((relation.To, days))
                   select (relation.To, days),
            ];
        }
    }

    private static void AddHeld(this TrackerDbContext db, Held held)
    {
        db.Spans.AddRange(held.Spans);
        db.HeldBodies.AddRange(held.Bodies);
        db.HeldRelations.AddRange(held.Relations);
        db.HeldMentions.AddRange(held.Mentions);
        db.HeldTexts.AddRange(held.Texts);
        db.HeldTargets.AddRange(held.Targets);
        db.MakeFindable(held.Findables);
    }

    /// <summary>Writes the spans of many new items at once, such as those of the seed.</summary>
    /// <param name="counting">The days on which items that are there already count, by code; those of the new ones are added.</param>
    public static void KeepSpansOfNew(this TrackerDbContext db, IReadOnlyCollection<Item> items, Dictionary<string, IReadOnlyList<DayRange>>? counting = null)
    {
        // Whether an item counts does not depend on what it is part of, so one pass suffices.
        counting ??= [];
        foreach (var item in items)
        {
            counting[item.Code] = item.HeldBy(_ => []).Counting;
        }

        foreach (var item in items)
        {
            db.AddHeld(item.HeldBy(code => counting.GetValueOrDefault(code) ?? []));
        }
    }

    /// <summary>Writes all that is derived from the journals of some items anew, from nothing but journals.</summary>
    public static async Task DeriveAnewAsync(this TrackerDbContext db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var items = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => ids.Contains(i.Id)).ToListAsync(ct);
        var afresh = await db.HeldByJournalsAsync(items, [], ct);
        await db.ForgetHeldAsync(ids, ct);
        foreach (var held in afresh)
        {
            db.AddHeld(held);
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    /// <summary>Removes all that is derived from the journals of some items.</summary>
    public static async Task ForgetHeldAsync(this TrackerDbContext db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await db.Spans.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldBodies.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldRelations.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldMentions.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldTexts.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await db.HeldTargets.Where(s => ids.Contains(s.ItemId)).ExecuteDeleteAsync(ct);
        await SearchText.ForgetItemsAsync(db, await db.Items.Where(i => ids.Contains(i.Id)).Select(i => i.Code).ToListAsync(ct), ct);
    }

    /// <summary>What is to be kept beside the journals of some items, read from nothing but journals.</summary>
    /// <param name="counting">The days on which an item counts, by code, as its journal says; those asked for here are added.</param>
    public static async Task<List<Held>> HeldByJournalsAsync(
        this TrackerDbContext db, List<Item> items, Dictionary<string, IReadOnlyList<DayRange>> counting, CancellationToken ct)
    {
        var above = items.SelectMany(i => i.LiveEntries())
            .SelectMany(e => e.Content.Profile?.Relations ?? e.Revision?.Relations ?? [])
            .Select(r => r.To)
            .Where(code => !counting.ContainsKey(code))
            .Distinct()
            .ToList();
        var parents = await db.Items.AsNoTracking().Include(i => i.Entries.OrderBy(e => e.Sequence)).Where(i => above.Contains(i.Code)).ToListAsync(ct);
        foreach (var parent in parents)
        {
            counting[parent.Code] = parent.HeldBy(_ => []).Counting;
        }

        return items.ConvertAll(i => i.HeldBy(code => counting.GetValueOrDefault(code) ?? []));
    }

    private static async Task<IReadOnlyList<DayRange>> CountingAsync(TrackerDbContext db, string code, CancellationToken ct)
    {
        var days = await db.Spans
            .Where(s => s.Code == code && (s.Standing == Standing.NotStarted || s.Standing == Standing.UnderWay || s.Standing == Standing.Delivered || s.Standing == Standing.CountsInside))
            .OrderBy(s => s.From)
            .Select(s => new { s.From, s.Until })
            .ToListAsync(ct);
        return DayRange.Joined(days.Select(d => new DayRange(d.From, d.Until)));
    }

    /// <summary>What the gates ask of the ledger and of the action lines.</summary>
    public static async Task<Surroundings> SurroundingsAsync(this TrackerDbContext db, Item item, DateOnly day, CancellationToken ct)
    {
        if (item.Kind == Kind.Fund)
        {
            var entries = await db.LedgerEntries.AsNoTracking().Where(e => e.FundId == item.Id).OrderBy(e => e.Sequence).ToListAsync(ct);
            return new Ledger(item, entries).SurroundingsOn(day);
        }

        if (item.Kind == Kind.Contribution)
        {
            return new(HasReceipt: await db.StandingOn(day).AnyAsync(e => e.ItemServed == item.Code && e.Type == LedgerEntryType.Receipt, ct));
        }

        if (item.Kind == Kind.Plan)
        {
            // An outcome is completed, carried over to a successor, lapsed, or not pursued.
            var open = await (
                from relation in db.HeldRelations
                join span in db.Spans on relation.ItemId equals span.ItemId
                where relation.To == item.Code && relation.Kind == RelationKind.PartOf && relation.From <= day && day < relation.Until
                    && span.Kind == Kind.Commitment && span.From <= day && day < span.Until
                    && span.Stage != Stage.Completed && span.Stage != Stage.Ended && span.Stage != Stage.NotPursued && span.Stage != Stage.Superseded
                orderby span.Code
                select span.Code).ToListAsync(ct);
            return new(LinesWithoutOutcome: open);
        }

        return Surroundings.None;
    }

    /// <summary>Every reference that leads nowhere.</summary>
    public static async Task<List<Refusal>> ReferenceObjectionsAsync(
        this TrackerDbContext db,
        string own,
        IEnumerable<string?> bodies,
        IEnumerable<string> items,
        IEnumerable<(string Document, int? Paragraph)> documents,
        CancellationToken ct)
    {
        List<Refusal> refusals = [];
        var bodyCodes = bodies.OfType<string>().Where(b => b.Length > 0).Distinct().ToList();
        var knownBodies = await db.Bodies.Where(b => bodyCodes.Contains(b.Code)).Select(b => b.Code).ToListAsync(ct);
        foreach (var code in bodyCodes.Except(knownBodies))
        {
            refusals.Add(new("reference.body", $"There is no body {Shortened(code)}.", "Bodies"));
        }

        var itemCodes = items.Distinct().ToList();
        var knownItems = await db.Items.Where(i => itemCodes.Contains(i.Code)).Select(i => i.Code).ToListAsync(ct);
        foreach (var code in itemCodes.Except(knownItems))
        {
            refusals.Add(new("reference.item", $"There is no item {Shortened(code)}.", "Relations"));
        }

        if (itemCodes.Contains(own))
        {
            refusals.Add(new("reference.self", "An item has no relation to itself.", "Relations"));
        }

        var wanted = documents.Distinct().ToList();
        var documentCodes = wanted.Select(d => d.Document).Distinct().ToList();
        var known = await db.SourcesAsync(documentCodes, ct);
        foreach (var (code, paragraph) in wanted)
        {
            if (!known.TryGetValue(code, out var document))
            {
                refusals.Add(new("reference.document", $"There is no document {Shortened(code)}.", "Mentions"));
            }
            else if (paragraph is { } number && document.Paragraphs.All(p => p.Number != number))
            {
                refusals.Add(new("reference.paragraph", $"{code} has no paragraph {number}.", "Mentions"));
            }
        }

        return refusals;
    }

    /// <summary>Evidence that names a document takes its title, day, issuer and kind from the document itself.</summary>
    public static async Task<(IReadOnlyList<Evidence> Evidence, List<Refusal> Refusals)> ResolveAsync(
        this TrackerDbContext db, IReadOnlyList<Evidence> evidence, CancellationToken ct)
    {
        var codes = evidence.Select(e => e.Document).OfType<string>().Distinct().ToList();
        if (codes.Count == 0)
        {
            return (evidence, []);
        }

        var known = await db.SourcesAsync(codes, ct);
        return (
            [.. evidence.Select(e => e.Document is { } code && known.TryGetValue(code, out var document) ? Evidence.Of(document, e.Paragraph) : e)],
            [.. codes.Where(c => !known.ContainsKey(c)).Select(c => new Refusal("reference.document", $"There is no document {Shortened(c)}.", "Evidence"))]);
    }

    internal static string Shortened(string code) => code.Length <= 40 ? code : code[..40] + "…";
}
