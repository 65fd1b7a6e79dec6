using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Items;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>A register keeper brings a document in: until it is confirmed nothing of it is in the register.</summary>
public sealed class BringDocument(OneWriter writer, Calendar calendar)
{
    /// <summary>So many documents may be on their way at a time.</summary>
    public const int MostAtOnce = 50;

    /// <summary>So many proposals are decided of one document.</summary>
    private const int MostDecisions = 20_000;

    /// <summary>A text begins its way.</summary>
    /// <param name="attachTo">Code of the document that only gets its text; null for a new one.</param>
    /// <param name="remarks">What the reader of a file says of it.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was kept.</exception>
    public Task<Guid> StartAsync(IncomingAbout about, string? attachTo, string text, IReadOnlyList<string> remarks, Guid personId, CancellationToken ct = default)
    {
        List<Refusal> refusals = [];
        IReadOnlyList<TextPart> parts = [];
        try
        {
            // Outside the one writer: nobody waits while a text is read.
            parts = TextReading.Read(text);
        }
        catch (RefusedException refused)
        {
            refusals.AddRange(refused.Refusals);
        }
        catch (RegexMatchTimeoutException)
        {
            refusals.Add(new("incoming.endless", "The text cannot be read in time: it repeats without end. Bring in the words of the document alone.", "Text"));
        }

        return writer.WriteAsync(
            async db =>
            {
                var actor = await KeeperAsync(db, personId, ct);
                if (await db.IncomingDocuments.CountAsync(ct) >= MostAtOnce)
                {
                    refusals.Add(new("incoming.most", $"{MostAtOnce} documents are on their way already. Confirm or discard one first."));
                }

                refusals.AddRange(await ObjectionsAsync(db, about, attachTo, ct));
                RefusedException.ThrowIfAny(refusals);
                var incoming = new IncomingDocument(about, attachTo, parts, remarks, actor, calendar.UtcNow);
                db.IncomingDocuments.Add(incoming);
                return incoming.Id;
            },
            ct);
    }

    /// <summary>What is said of the document is put right.</summary>
    /// <param name="seen">The version last seen.</param>
    /// <returns>The version now.</returns>
    /// <exception cref="RefusedException">Every reason against it; nothing was kept.</exception>
    public Task<int> SayAsync(Guid id, int seen, IncomingAbout about, Guid personId, CancellationToken ct = default) =>
        ChangeAsync(
            id,
            seen,
            personId,
            async (db, incoming, at) =>
            {
                RefusedException.ThrowIfAny(await ObjectionsAsync(db, about, incoming.AttachTo, ct));
                incoming.Say(about, at);
            },
            ct);

    /// <summary>A part of the text is split, joined, numbered or marked.</summary>
    /// <inheritdoc cref="SayAsync"/>
    public Task<int> EditAsync(Guid id, int seen, PartEdit edit, Guid personId, CancellationToken ct = default) =>
        ChangeAsync(
            id,
            seen,
            personId,
            (_, incoming, at) =>
            {
                List<PartEdit> edits = [.. incoming.Edits, edit];
                PartEdits.Apply(incoming.Parts, edits);
                incoming.Edit(edits, at);
                return Task.CompletedTask;
            },
            ct);

    /// <summary>The last edit of the parts is taken back.</summary>
    /// <inheritdoc cref="SayAsync"/>
    public Task<int> UndoAsync(Guid id, int seen, Guid personId, CancellationToken ct = default) =>
        ChangeAsync(
            id,
            seen,
            personId,
            (_, incoming, at) =>
            {
                if (incoming.Edits.Count == 0)
                {
                    throw new RefusedException("incoming.undo", "There is nothing to take back: the paragraphs are as they were read.");
                }

                incoming.Edit([.. incoming.Edits.Take(incoming.Edits.Count - 1)], at);
                return Task.CompletedTask;
            },
            ct);

    /// <summary>Some proposals are decided, or, without a decision, open again.</summary>
    /// <param name="decisions">By the key of their proposal; null takes a decision back.</param>
    /// <inheritdoc cref="SayAsync"/>
    public Task<int> DecideAsync(Guid id, int seen, IReadOnlyDictionary<string, Decision?> decisions, Guid personId, CancellationToken ct = default) =>
        ChangeAsync(
            id,
            seen,
            personId,
            async (db, incoming, at) =>
            {
                var taken = decisions.Values.OfType<Decision>().ToList();
                List<Decision> now = [.. incoming.Decisions.Where(d => !decisions.ContainsKey(d.Proposal)), .. taken];
                if (now.Count > MostDecisions || decisions.Any(d => d.Value is { } decision && decision.Proposal != d.Key) || taken.Exists(d => d.Proposal.Length > 40 || d.To?.Length > 60 || !Enum.IsDefined(d.Kind) || d.Item?.Proposer?.Length > 100))
                {
                    throw new RefusedException("incoming.decision", "This cannot be decided of a proposal.");
                }

                RefusedException.ThrowIfAny([.. ObjectionsTo(taken), .. await ObjectionsToItemsAsync(db, taken, ct)]);
                incoming.Decide(now, at);
            },
            ct);

    /// <summary>The document is not brought in; its text and all decisions are gone.</summary>
    /// <exception cref="RefusedException">The person does not keep the register, or it is gone already.</exception>
    public Task DiscardAsync(Guid id, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(
            async db =>
            {
                await KeeperAsync(db, personId, ct);
                await EndAsync(db, await IncomingAsync(db, id, ct), personId, ct);
                return id;
            },
            ct);

    /// <summary>It is not on its way any more, and what the person typed about it can never be sent.</summary>
    internal static async Task EndAsync(TrackerDbContext db, IncomingDocument incoming, Guid personId, CancellationToken ct)
    {
        db.IncomingDocuments.Remove(incoming);
        var form = $"documents/bring/{incoming.Id:D}";
        await db.Drafts.Where(d => d.PersonId == personId && d.Form.StartsWith(form)).ExecuteDeleteAsync(ct);
    }

    /// <summary>What is against decisions by themselves.</summary>
    private static IEnumerable<Refusal> ObjectionsTo(List<Decision> decisions)
    {
        if (decisions.Exists(d => d.Kind == DecisionKind.NotTrackable && !(d.Reason is { } reason && Enum.IsDefined(reason))))
        {
            yield return new("incoming.reason", "Say why it is not trackable.", "Reason");
        }

        if (decisions.Exists(d => d.Kind is DecisionKind.SameItem or DecisionKind.PartOf && string.IsNullOrWhiteSpace(d.To)))
        {
            yield return new("incoming.to", "Choose the item.", "To");
        }

        var against = decisions.Select(d => d.Item).OfType<ItemWanted>().SelectMany(item => (Refusal[])
        [
            .. Codes.ObjectionsTo(item.Code, "Code"),
            .. new Profile { Title = item.Title, Acronym = item.Acronym, Nature = item.Nature, Pillar = item.Pillar, Area = item.Area, Proposer = item.Proposer, Summary = item.Summary ?? "" }.Objections(),
            .. Enum.IsDefined(item.Kind) && Forms.Of(item.Kind).Contains(item.Form) ? Array.Empty<Refusal>() : [new("item.form", "Choose what the item is.", "ItemKind")],
        ]);
        foreach (var refusal in against.Distinct())
        {
            yield return refusal;
        }
    }

    /// <summary>Items of the register that are chosen and not there.</summary>
    private static async Task<IEnumerable<Refusal>> ObjectionsToItemsAsync(TrackerDbContext db, List<Decision> decisions, CancellationToken ct)
    {
        var chosen = decisions
            .Where(d => d.Kind is DecisionKind.SameItem or DecisionKind.PartOf && !string.IsNullOrWhiteSpace(d.To) && d.To[0] != Decision.OfThisDocument)
            .Select(d => d.To!.Trim())
            .Distinct()
            .ToList();
        var known = await db.Items.Where(i => chosen.Contains(i.Code)).Select(i => i.Code).ToListAsync(ct);
        return chosen.Except(known).Select(code => new Refusal("incoming.to", $"There is no item {Journals.Shortened(code)}. Choose one from the list.", "To"));
    }

    private Task<int> ChangeAsync(Guid id, int seen, Guid personId, Func<TrackerDbContext, IncomingDocument, DateTime, Task> change, CancellationToken ct) =>
        writer.WriteAsync(
            async db =>
            {
                await KeeperAsync(db, personId, ct);
                var incoming = await IncomingAsync(db, id, ct);
                ThrowIfChanged(incoming, seen);
                await change(db, incoming, calendar.UtcNow);
                return incoming.Version;
            },
            ct);

    internal static void ThrowIfChanged(IncomingDocument incoming, int seen)
    {
        if (incoming.Version != seen)
        {
            throw new RefusedException("incoming.changed", "This document was changed in another window meanwhile. Load the page again, and go on from there.");
        }
    }

    internal static async Task<Actor> KeeperAsync(TrackerDbContext db, Guid personId, CancellationToken ct)
    {
        var actor = await Actors.OfAsync(db, personId, ct);
        return Permissions.ToKeepRegister(actor) is { } refusal ? throw new RefusedException([refusal]) : actor;
    }

    internal static async Task<IncomingDocument> IncomingAsync(TrackerDbContext db, Guid id, CancellationToken ct) =>
        await db.IncomingDocuments.SingleOrDefaultAsync(d => d.Id == id, ct)
            ?? throw new RefusedException("incoming.gone", "This document is not on its way any more: it was confirmed or discarded.");

    internal async Task<IReadOnlyList<Refusal>> ObjectionsAsync(TrackerDbContext db, IncomingAbout about, string? attachTo, CancellationToken ct)
    {
        if (attachTo is not null)
        {
            return await db.Documents.AnyAsync(d => d.Code == attachTo, ct) ? [] : [new("reference.document", "There is no such document.", "Code")];
        }

        List<Refusal> refusals = [];
        try
        {
            about.ToDocument(calendar.Today);
        }
        catch (RefusedException refused)
        {
            refusals.AddRange(refused.Refusals);
        }

        var code = about.Code?.Trim() ?? "";
        if (await db.Documents.AnyAsync(d => d.Code == code, ct))
        {
            refusals.Add(new("incoming.code-taken", $"{code} is another document’s code already. If this is its text, attach it there.", "Code"));
        }

        return refusals;
    }
}
