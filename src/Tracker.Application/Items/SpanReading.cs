using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>How lists read spans: by day, found by words or document, as rows.</summary>
internal static class SpanReading
{
    /// <summary>The state of every item on a day.</summary>
    public static IQueryable<Span> On(this TrackerDbContext db, DateOnly day) =>
        db.Spans.AsNoTracking().Where(s => s.From <= day && day < s.Until);

    /// <summary>The items that the words and the document of a filter name on a day.</summary>
    public static IQueryable<Guid> NamedBy(this TrackerDbContext db, RegisterFilter filter, DateOnly day)
    {
        IQueryable<Guid>? found = null;
        if (Words(filter.Text) is { Count: > 0 } words)
        {
            var texts = db.HeldTexts.AsNoTracking().Where(t => t.From <= day && day < t.Until);
            if (words.Where(IsIndexed).ToList() is { Count: > 0 } indexed)
            {
                var query = string.Join(" AND ", indexed.Select(w => $"\"{w.Replace("\"", "\"\"")}\""));
                var matches = db.Set<FoundText>().Where(f => f.Query == query).Select(f => f.HeldTextId);
                texts = texts.Where(t => matches.Contains(EF.Property<long>(t, "Id")));
            }

            foreach (var pattern in words.Where(w => !IsIndexed(w)).Select(PatternOf))
            {
                texts = texts.Where(t => EF.Functions.Like(t.Words, pattern, "\\"));
            }

            found = texts.Select(t => t.ItemId);
        }

        if (filter.Document is { } document)
        {
            var mentioned = db.HeldMentions.AsNoTracking().Where(m => m.Document == document && m.From <= day && day < m.Until);
            if (filter.Paragraph is { } paragraph)
            {
                mentioned = mentioned.Where(m => m.Paragraph == paragraph);
            }

            var ids = mentioned.Select(m => m.ItemId);
            found = found is null ? ids : found.Where(id => ids.Contains(id));
        }

        return found ?? db.Spans.Where(s => s.From <= day && day < s.Until).Select(s => s.ItemId);
    }

    public static RegisterRow ToRow(this Span span, IReadOnlyDictionary<string, BodyName> names, DateOnly day, ReportingRules rules) => new(
        span.Code,
        span.Title,
        span.Acronym,
        span.Kind,
        span.Form,
        span.Nature,
        span.Pillar,
        [.. span.Leads.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(c => names.GetValueOrDefault(c) ?? new(c, c, Side.ThirdParty))],
        span.Stage,
        span.Held,
        span.StageOn,
        span.Phase,
        span.Standing,
        span.Progress,
        span.OutlookOn(day, rules),
        span.ScheduleOn(day, rules),
        span.TargetText,
        span.TargetLatest,
        span.DaysLateOn(day),
        span.TimesRevised,
        span.Assurance,
        span.LastReportedOn);

    public static async Task<Dictionary<string, BodyName>> BodyNamesAsync(this TrackerDbContext db, CancellationToken ct) =>
        await db.Bodies.AsNoTracking().OrderBy(b => b.Code).ToDictionaryAsync(b => b.Code, b => new BodyName(b.Code, b.Name, b.Side), ct);

    /// <summary>The words that all must be found, small and without marks.</summary>
    private static List<string> Words(string? text)
    {
        var trimmed = (text ?? "").Trim();
        return
        [
            .. HeldText.Normalise(trimmed.Length > RegisterFilter.MaximumTextLength ? trimmed[..RegisterFilter.MaximumTextLength] : trimmed)
                .Replace('\0', ' ')
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Take(10),
        ];
    }

    /// <summary>The index holds three letters each; a shorter word is looked for in every text.</summary>
    private static bool IsIndexed(string word) => word.EnumerateRunes().Count() >= 3;

    private static string PatternOf(string word) => "%" + word.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
}
