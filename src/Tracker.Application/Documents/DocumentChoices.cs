using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Domain.Documents;

namespace Tracker.Application.Documents;

/// <summary>A document that a form offers as a source.</summary>
/// <param name="Paragraphs">The numbers of its paragraphs; empty where it has none here.</param>
public sealed record DocumentChoice(string Code, string Title, DocumentKind Kind, DateOnly DatedOn, string Issuer, IReadOnlyList<int> Paragraphs, string? Series);

/// <summary>The documents of the register, for choosing one.</summary>
public sealed class DocumentChoices(IDbContextFactory<TrackerDbContext> contexts)
{
    private const int Most = 1000;

    private const int MostSeries = 100;

    /// <summary>Newest first, at most 1,000. Their texts are not read for it.</summary>
    public async Task<IReadOnlyList<DocumentChoice>> AllAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await OfAsync(db, db.Documents.OrderByDescending(d => d.DatedOn).ThenBy(d => d.Code).Take(Most), ct);
    }

    /// <summary>Null where there is no such document.</summary>
    public async Task<DocumentChoice?> OneAsync(string code, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await OfAsync(db, db.Documents.Where(d => d.Code == code), ct)).SingleOrDefault();
    }

    /// <summary>The names of series, at most 100.</summary>
    public async Task<IReadOnlyList<string>> SeriesAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Documents.Where(d => d.Series != null).Select(d => d.Series!).Distinct().OrderBy(s => s).Take(MostSeries).ToListAsync(ct);
    }

    private static async Task<List<DocumentChoice>> OfAsync(TrackerDbContext db, IQueryable<Document> documents, CancellationToken ct)
    {
        var rows = await documents.Select(d => new { d.Code, d.Title, d.Kind, d.DatedOn, d.Issuer, d.Series }).ToListAsync(ct);

        // The database takes the numbers out of the paragraphs, so that no text comes here.
        var codes = JsonSerializer.Serialize(rows.Select(r => r.Code));
        var numbers = await db.Database.SqlQuery<Numbered>($"""
            SELECT d."Code", json_extract(p.value, '$.number') AS "Number"
            FROM json_each({codes}) c JOIN "Documents" d ON d."Code" = c.value JOIN json_each(d."Paragraphs") p
            ORDER BY d."Code", p.key
            """).ToListAsync(ct);
        var byCode = numbers.ToLookup(n => n.Code, n => n.Number);
        return rows.ConvertAll(r => new DocumentChoice(r.Code, r.Title, r.Kind, r.DatedOn, r.Issuer, [.. byCode[r.Code]], r.Series));
    }

    private sealed record Numbered(string Code, int Number);
}
