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

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DocumentChoice>> AllAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var documents = await db.Documents.AsNoTracking()
            .OrderByDescending(d => d.DatedOn).ThenBy(d => d.Code)
            .Take(Most)
            .ToListAsync(ct);
        return [.. documents.Select(d => new DocumentChoice(d.Code, d.Title, d.Kind, d.DatedOn, d.Issuer, [.. d.Paragraphs.Select(p => p.Number)], d.Series))];
    }
}
