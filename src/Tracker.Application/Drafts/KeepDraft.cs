using Microsoft.EntityFrameworkCore;
using Tracker.Application.People;
using Tracker.Application.Storage;
using Tracker.Domain;

namespace Tracker.Application.Drafts;

/// <summary>Where a draft stands in storage after it was saved.</summary>
/// <param name="Version">To be named with the next save.</param>
/// <param name="SavedAt">UTC.</param>
public sealed record KeptAs(Guid Id, int Version, DateTime SavedAt);

/// <summary>One draft in the list of a person's drafts.</summary>
/// <param name="Form">The address of its form.</param>
/// <param name="SavedAt">UTC.</param>
public sealed record DraftRow(Guid Id, string Form, string Title, DateTime SavedAt);

/// <summary>What a person types is kept while they type, for them alone.</summary>
public sealed class KeepDraft(OneWriter writer, IDbContextFactory<TrackerDbContext> contexts, Calendar calendar)
{
    /// <summary>Longest content, in characters: ten times the longest note with everything around it.</summary>
    public const int LongestContent = 1_000_000;

    /// <summary>As many drafts as a person has at a time.</summary>
    public const int MostOfOnePerson = 100;

    /// <summary>Saves what is typed.</summary>
    /// <param name="id">Of the draft; a new one begins where there is none.</param>
    /// <param name="seen">The version last seen; 0 for a draft that was never saved.</param>
    /// <returns>
    /// Where it stands. Where the draft was changed, sent or discarded meanwhile, in another tab or on
    /// another device, what is typed here stands as a draft of its own, under a new id.
    /// </returns>
    /// <exception cref="RefusedException">The account is closed, the draft is too long, or the person has too many; nothing was saved.</exception>
    public Task<KeptAs> ExecuteAsync(Guid id, int seen, string form, string title, string content, Guid personId, CancellationToken ct = default) =>
        writer.WriteWhileStoppingAsync(
            async db =>
            {
                await Actors.OfAsync(db, personId, ct);
                if (content.Length > LongestContent)
                {
                    throw new RefusedException("draft.length", "This draft is too long to be kept. Shorten it, or send it now.");
                }

                var draft = await db.Drafts.SingleOrDefaultAsync(d => d.Id == id, ct);
                if (draft is null ? seen > 0 || await db.Submissions.AnyAsync(s => s.Id == id, ct) : draft.PersonId != personId || draft.Version != seen)
                {
                    (draft, id) = (null, Guid.CreateVersion7());
                }

                if (draft is null)
                {
                    if (await db.Drafts.CountAsync(d => d.PersonId == personId, ct) >= MostOfOnePerson)
                    {
                        throw new RefusedException("draft.most", $"You have {MostOfOnePerson} drafts. Send or discard one under My updates, so that this one can be kept.");
                    }

                    draft = new(id, personId, form, calendar.UtcNow);
                    db.Drafts.Add(draft);
                }

                draft.Save(title, content, calendar.UtcNow);
                return new KeptAs(draft.Id, draft.Version, draft.SavedAt);
            },
            ct);

    /// <summary>Ends a draft; what was typed is gone.</summary>
    public Task DiscardAsync(Guid id, Guid personId, CancellationToken ct = default) =>
        writer.WriteAsync(db => db.Drafts.Where(d => d.Id == id && d.PersonId == personId).ExecuteDeleteAsync(ct), ct);

    /// <summary>The draft of that form that was saved last; null where the person has none.</summary>
    public async Task<Draft?> LatestAsync(string form, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Drafts.AsNoTracking().Where(d => d.PersonId == personId && d.Form == form).OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>A draft of the person's by its id; null where it is not theirs, or is sent or discarded.</summary>
    public async Task<Draft?> ByIdAsync(Guid id, string form, Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id && d.PersonId == personId && d.Form == form, ct);
    }

    /// <summary>All drafts of the person, the latest first.</summary>
    public async Task<IReadOnlyList<DraftRow>> OfAsync(Guid personId, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Drafts.AsNoTracking().Where(d => d.PersonId == personId)
            .OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id)
            .Select(d => new DraftRow(d.Id, d.Form, d.Title, d.SavedAt))
            .ToListAsync(ct);
    }
}
