using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Documents;

/// <summary>How documents and what they say are read by day.</summary>
internal static class SeriesReading
{
    /// <summary>What is named on a day, by documents that are there then.</summary>
    public static IQueryable<HeldMention> MentionsOn(this TrackerDbContext db, DateOnly day) =>
        db.HeldMentions.AsNoTracking().Where(m => m.From <= day && day < m.Until);

    /// <summary>The documents of series that speak on a day: dated up to it, and naming at least one item.</summary>
    public static async Task<List<DocumentPlace>> SpeakingAsync(this TrackerDbContext db, DateOnly day, CancellationToken ct) =>
        await SpeakingOn(db, day).OrderBy(d => d.Code).Select(d => new DocumentPlace(d.Code, d.DatedOn, d.Series)).ToListAsync(ct);

    /// <summary>The same, of some series alone.</summary>
    public static async Task<SeriesOrder> SeriesOrderAsync(this TrackerDbContext db, IReadOnlyCollection<string> series, DateOnly day, CancellationToken ct) =>
        series.Count == 0
            ? new([])
            : new(await SpeakingOn(db, day).Where(d => series.Contains(d.Series)).OrderBy(d => d.Code).Select(d => new DocumentPlace(d.Code, d.DatedOn, d.Series)).ToListAsync(ct));

    public static Mention Mention(this HeldMention held) =>
        new(held.Document, held.Paragraph, held.Speaker, held.Verb, held.Strength, held.Addressee, held.State);

    private static IQueryable<Document> SpeakingOn(TrackerDbContext db, DateOnly day) =>
        db.Documents.AsNoTracking().Where(d => d.Series != null && d.DatedOn <= day && db.HeldMentions.Any(m => m.Document == d.Code && m.From <= day && day < m.Until));
}
