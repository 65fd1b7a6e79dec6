using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>One act puts a document, its new items and its mentions into the register, all or nothing, under the register keeper's name.</summary>
public sealed class ConfirmDocument(OneWriter writer, AddItem add, ReviseItem revise, BringDocument bring, Calendar calendar)
{
    /// <param name="seen">The version last seen.</param>
    /// <returns>The document's code.</returns>
    /// <exception cref="RefusedException">Every reason against it, for every item, its field the key of the proposal; nothing was recorded.</exception>
    public Task<string> ExecuteAsync(Guid id, int seen, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(
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

                if (incoming.AttachTo is { } to)
                {
                    var document = await db.Documents.SingleAsync(d => d.Code == to, ct);
                    document.AttachText(paragraphs, actor);
                    db.IncomingDocuments.Remove(incoming);
                    return to;
                }

                return await BringInAsync(db, incoming, paragraphs, actor, ct);
            },
            ct);

    private async Task<string> BringInAsync(TrackerDbContext db, IncomingDocument incoming, IReadOnlyList<Paragraph> paragraphs, Actor actor, CancellationToken ct)
    {
        var bodies = await IncomingQuery.BodiesByNameAsync(db, ct);
        var about = incoming.About;
        var dated = about.ToDocument(calendar.Today).DatedOn;
        var proposals = ProposalReading.Read([.. paragraphs.Select(p => p.Text!)], dated, await IncomingQuery.AcronymsAsync(db, ct), out var unread);
        if (unread.Count > 0)
        {
            throw new RefusedException("incoming.endless", IncomingQuery.Endless(unread, paragraphs), "Paragraphs");
        }

        var brought = Confirmation.Of(about.Code!.Trim(), paragraphs, proposals, incoming.Decisions, name => bodies.GetValueOrDefault(name));
        var document = about.ToDocument(calendar.Today, paragraphs, brought.BodyMentions);
        document.Recorded(actor, calendar.UtcNow);
        db.Documents.Add(document);
        db.IncomingDocuments.Remove(incoming);
        await db.SaveChangesAsync(ct);

        List<Refusal> refusals = [];
        foreach (var item in brought.Items)
        {
            await TryAsync(item.Code, item.Proposal, () => add.AddAsync(db, item.Code, item.Kind, item.Form, new Opening(item.Profile, new Update { On = dated, Target = item.Target }), actor, ct), refusals);
        }

        foreach (var (code, mentions) in brought.Mentions)
        {
            await TryAsync(code, incoming.Decisions.FirstOrDefault(d => d.To == code)?.Proposal, () => MentionAsync(db, code, mentions, dated, actor, ct), refusals);
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

            return;
        }

        var first = item.StateOn(calendar.Today)?.Profile ?? throw new RefusedException("incoming.withdrawn", "This item was withdrawn. Choose another, or make a new one.");
        var formerly = item.Entries.Where(e => e.Type == EntryType.Opening && item.StateOn(e.On!.Value) is not null).Min(e => e.On!.Value);
        await add.EarlierAsync(db, item, new Opening(first with { Mentions = mentions }, new Update { On = on }), actor, ct);

        // The former opening says anew what names the item, from its own day on.
        if (mentions.Except(item.StateOn(formerly)!.Profile.Mentions).ToList() is { Count: > 0 } lost)
        {
            await revise.ReviseAsync(db, item, new Revision { On = formerly, MentionsAdded = lost }, actor, ct);
        }
    }

    private static async Task TryAsync(string code, string? proposal, Func<Task> write, List<Refusal> refusals)
    {
        try
        {
            await write();
        }
        catch (RefusedException refused)
        {
            refusals.AddRange(refused.Refusals.Select(r => r with { Message = $"{code}: {r.Message}", Field = proposal }));
        }
    }
}
