using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>One act puts a document, its new items and its mentions into the register, all or nothing, under the register keeper's name.</summary>
public sealed class ConfirmDocument(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, AddItem add, ReviseItem revise, BringDocument bring, Calendar calendar)
{
    /// <param name="seen">The version last seen.</param>
    /// <returns>The document's code.</returns>
    /// <exception cref="RefusedException">Every reason of a step: against the document, else against the decisions, else against the items, its field the key of the proposal; nothing was recorded.</exception>
    public async Task<string> ExecuteAsync(Guid id, int seen, Guid personId, CancellationToken ct = default)
    {
        var read = await ReadAsync(id, seen, personId, ct);
        return await writer.WriteAsync(
            async db =>
            {
                var actor = await BringDocument.KeeperAsync(db, personId, ct);
                var incoming = await BringDocument.IncomingAsync(db, id, ct);
                BringDocument.ThrowIfChanged(incoming, seen);
                RefusedException.ThrowIfAny(await bring.ObjectionsAsync(db, incoming.About, incoming.AttachTo, ct));
                var paragraphs = PartEdits.Numbered(incoming.PartsNow);
                if (paragraphs.Count == 0)
                {
                    throw new RefusedException("incoming.paragraphs", "The document has no paragraph. Mark at least one part of the text as one.", "Paragraphs");
                }

                await BringDocument.EndAsync(db, incoming, personId, ct);
                if (incoming.AttachTo is { } to)
                {
                    var document = await db.Documents.SingleAsync(d => d.Code == to, ct);
                    document.AttachText(paragraphs, actor, calendar.UtcNow);
                    return to;
                }

                var now = read is not null && read.Position == await PositionAsync(db, ct) ? read : await ReadNowAsync(db, incoming, paragraphs, read, ct);
                return now.Unread.Count == 0
                    ? await BringInAsync(db, incoming, paragraphs, now.Proposals, actor, ct)
                    : throw new RefusedException("incoming.endless", IncomingQuery.Endless(now.Unread, paragraphs), "Paragraphs");
            },
            ct);
    }

    /// <summary>The text is read outside the one writer: nobody waits meanwhile. Null where nothing of it is proposed, or it is refused anyway.</summary>
    private async Task<Reading?> ReadAsync(Guid id, int seen, Guid personId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await BringDocument.KeeperAsync(db, personId, ct);
        if (await db.IncomingDocuments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.Version == seen && d.AttachTo == null, ct) is not { } incoming)
        {
            return null;
        }

        // Before the acronyms: what is recorded after it makes the deed look at them again.
        var position = await PositionAsync(db, ct);
        var acronyms = await IncomingQuery.AcronymsAsync(db, ct);
        try
        {
            return Read(position, incoming, PartEdits.Numbered(incoming.PartsNow), acronyms);
        }
        catch (RefusedException)
        {
            // The deed says so with all else that is against it.
            return null;
        }
    }

    /// <summary>What is proposed where something was recorded since the text was read; it is read again only where acronyms have changed.</summary>
    private async Task<Reading> ReadNowAsync(TrackerDbContext db, IncomingDocument incoming, IReadOnlyList<Paragraph> paragraphs, Reading? read, CancellationToken ct)
    {
        var acronyms = await IncomingQuery.AcronymsAsync(db, ct);
        return read is not null && acronyms.Count == read.Acronyms.Count && acronyms.All(a => read.Acronyms.TryGetValue(a.Key, out var known) && known == a.Value)
            ? read
            : Read(0, incoming, paragraphs, acronyms);
    }

    private Reading Read(long position, IncomingDocument incoming, IReadOnlyList<Paragraph> paragraphs, Dictionary<string, (Kind Kind, Form Form)> acronyms)
    {
        var proposals = ProposalReading.Read([.. paragraphs.Select(p => p.Text!)], incoming.About.ToDocument(calendar.Today).DatedOn, acronyms, out var unread);
        return new(position, acronyms, proposals, unread);
    }

    /// <summary>Of the latest entry: while it stays, all that is derived from journals does.</summary>
    private static async Task<long> PositionAsync(TrackerDbContext db, CancellationToken ct) => await db.Entries.MaxAsync(e => (long?)e.Position, ct) ?? 0;

    private async Task<string> BringInAsync(TrackerDbContext db, IncomingDocument incoming, IReadOnlyList<Paragraph> paragraphs, IReadOnlyList<Proposal> proposals, Actor actor, CancellationToken ct)
    {
        var bodies = await IncomingQuery.BodiesByNameAsync(db, ct);
        var about = incoming.About;
        var brought = Confirmation.Of(about.Code!.Trim(), paragraphs, proposals, incoming.Decisions, name => bodies.GetValueOrDefault(name));
        var document = about.ToDocument(calendar.Today, paragraphs, brought.BodyMentions);
        document.Recorded(actor, calendar.UtcNow);
        db.Documents.Add(document);
        await db.SaveChangesAsync(ct);

        List<Refusal> refusals = [];
        HashSet<string> lacking = [];
        foreach (var item in brought.Items)
        {
            // That it leads to a new item which was refused is no reason of its own.
            var profile = item.Profile with { Relations = [.. item.Profile.Relations.Where(r => !lacking.Contains(r.To))] };
            if (!await TryAsync(item.Code, item.Proposal, () => add.AddAsync(db, item.Code, item.Kind, item.Form, new Opening(profile, new Update { On = document.DatedOn, Target = item.Target }), actor, ct), refusals))
            {
                lacking.Add(item.Code);
            }
        }

        foreach (var (code, mentions) in brought.Mentions)
        {
            await TryAsync(code, incoming.Decisions.FirstOrDefault(d => d.To == code)?.Proposal, () => MentionAsync(db, code, mentions, document.DatedOn, actor, ct), refusals);
        }

        RefusedException.ThrowIfAny(refusals);
        return document.Code;
    }

    /// <summary>An item that there is gets mentions; one that began later begins with this document now.</summary>
    private async Task MentionAsync(TrackerDbContext db, string code, IReadOnlyList<Mention> mentions, DateOnly on, Actor actor, CancellationToken ct)
    {
        var item = await db.ItemOrRefuseAsync(code, ct);
        if (item.StateOn(on) is { } state)
        {
            var added = mentions.Except(state.Profile.Mentions).ToList();
            if (added.Count > 0)
            {
                await revise.ReviseAsync(db, item, new Revision { On = on, MentionsAdded = added }, actor, ct);
            }

            await revise.KeepMentionsAsync(db, item, mentions, on, actor, ct);
            return;
        }

        var today = item.StateOn(calendar.Today) ?? throw new RefusedException("incoming.withdrawn", "This item was withdrawn. Choose another, or make a new one.");

        // What it was called and belonged to then is most likely what its former opening says.
        var former = item.StateOn(today.OpenedOn)!.Profile;
        await add.EarlierAsync(db, item, new Opening(former with { Mentions = mentions }, new Update { On = on }), actor, ct);
    }

    /// <returns>Whether it was written.</returns>
    private static async Task<bool> TryAsync(string code, string? proposal, Func<Task> write, List<Refusal> refusals)
    {
        try
        {
            await write();
            return true;
        }
        catch (RefusedException refused)
        {
            refusals.AddRange(refused.Refusals.Select(r => r with { Message = $"{code}: {r.Message}", Field = proposal }));
            return false;
        }
    }

    /// <summary>What a text proposes, with all of the register that was asked for it.</summary>
    private sealed record Reading(long Position, Dictionary<string, (Kind Kind, Form Form)> Acronyms, IReadOnlyList<Proposal> Proposals, IReadOnlyList<int> Unread);
}
