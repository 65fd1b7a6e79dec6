using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Tracker.Application.Storage;
using Tracker.Application.Storage.Configurations;
using Tracker.Domain.Bodies;
using Tracker.Domain.Items;

namespace Tracker.Application.Items;

/// <summary>How lists read spans: by day, narrowed, as rows. Overview and register share it, so that figures and lists agree.</summary>
internal static class SpanReading
{
    /// <summary>The state of every item on a day.</summary>
    public static IQueryable<Span> On(this TrackerDbContext db, DateOnly day) =>
        db.Spans.AsNoTracking().Where(s => s.From <= day && day < s.Until);

    public static IQueryable<Span> Matching(this IQueryable<Span> spans, TrackerDbContext db, RegisterFilter filter, DateOnly day, ReportingRules rules)
    {
        if (filter.Figure is { } figure)
        {
            spans = spans.Where(figure.On(day, rules));
        }

        if (!string.IsNullOrWhiteSpace(filter.Text) || filter.Document is not null)
        {
            spans = spans.Where(s => db.NamedBy(filter, day).Contains(s.ItemId));
        }

        spans = filter.Kinds.Count == 0 ? spans : spans.Where(s => filter.Kinds.Contains(s.Kind));
        spans = filter.Pillars.Count == 0 ? spans : spans.Where(s => filter.Pillars.Contains(s.Pillar));
        spans = filter.Phases.Count == 0 ? spans : spans.Where(s => s.Phase != null && filter.Phases.Contains(s.Phase.Value));
        spans = filter.Stages.Count == 0 ? spans : spans.Where(s => s.Stage != null && filter.Stages.Contains(s.Stage.Value));
        spans = filter.Natures.Count == 0 ? spans : spans.Where(s => filter.Natures.Contains(s.Nature));
        if (filter.Outlooks.Count > 0)
        {
            var recent = rules.RecentFrom(day);
            spans = spans.Where(s => filter.Outlooks.Contains(s.RatedOn >= recent ? s.Outlook : Outlook.NotRated));
        }

        if (filter.Schedules.Count > 0)
        {
            spans = spans.Where(AnyOf([.. filter.Schedules.Select(s => Reads(s, day, rules))]));
        }

        if (filter.Strengths.Count > 0)
        {
            // Any mention up to that day.
            var flags = filter.Strengths.Aggregate(0, (all, strength) => all | Span.FlagOf(strength));
            spans = spans.Where(s => (s.Strengths & flags) != 0);
        }

        if (filter.Bodies.Count > 0)
        {
            var led = db.HeldBodies.Where(b => filter.Bodies.Contains(b.Body) && b.Role == BodyRole.Lead && b.From <= day && day < b.Until).Select(b => b.ItemId);
            spans = spans.Where(s => led.Contains(s.ItemId));
        }

        return spans;
    }

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

    /// <summary>The same decision as <see cref="Schedules.Of"/>, as a question to storage; a test compares them.</summary>
    private static Expression<Func<Span, bool>> Reads(Schedule schedule, DateOnly day, ReportingRules rules)
    {
        var due = day.AddDays(rules.DueWindow);
        return schedule switch
        {
            Schedule.NoDate => s => s.TargetText == null,
            Schedule.MetLate => s => s.TargetText != null && s.TargetMetOn != null && s.TargetMetOn > s.TargetLatest,
            Schedule.MetOnTime => s => s.TargetText != null && s.TargetMetOn != null && (s.TargetLatest == null || s.TargetMetOn <= s.TargetLatest),
            Schedule.NotApplicable => s => s.TargetText != null && s.TargetMetOn == null && s.Phase == Phase.NoLongerRunning,
            Schedule.Overdue => s => s.TargetText != null && s.TargetMetOn == null && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && s.TargetLatest < day,
            Schedule.Due => s => s.TargetText != null && s.TargetMetOn == null && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && s.TargetLatest >= day && s.TargetLatest <= due,
            _ => s => s.TargetText != null && s.TargetMetOn == null && (s.Phase == null || s.Phase != Phase.NoLongerRunning) && (s.TargetLatest == null || s.TargetLatest > due),
        };
    }

    private static Expression<Func<Span, bool>> AnyOf(IReadOnlyList<Expression<Func<Span, bool>>> choices)
    {
        var span = Expression.Parameter(typeof(Span), "s");
        return Expression.Lambda<Func<Span, bool>>(
            choices.Select(c => new Renamed(c.Parameters[0], span).Visit(c.Body)).Aggregate(Expression.OrElse),
            span);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
