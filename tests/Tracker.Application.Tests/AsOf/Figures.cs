using System.Collections;
using System.Globalization;
using System.Reflection;
using Tracker.Application.Bodies;
using Tracker.Application.Centres;
using Tracker.Application.Documents;
using Tracker.Application.Funds;
using Tracker.Application.Items;
using Tracker.Application.Mechanisms;
using Tracker.Application.Overview;
using Tracker.Application.Plans;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Application.Tests.AsOf;

/// <summary>All that the pages show of a day, line by line: "what = value".</summary>
internal static class Figures
{
    /// <summary>What is read with a page and no figure of it, each with the reason.</summary>
    private static readonly HashSet<(Type, string)> LeftOut =
    [
        (typeof(ItemView), nameof(ItemView.Item)), // The whole journal, for the forms, which a past day closes.
        (typeof(ItemView), nameof(ItemView.LastSequence)), // By which a form notices a save by somebody else; the same.
        (typeof(FundView), nameof(FundView.LastSequence)), // The same.
        (typeof(ItemState), nameof(ItemState.Lifecycle)), // The table of the kind; it is the code's.
        (typeof(ItemState), nameof(ItemState.Moves)), // What an update may do next, from that table.
        (typeof(MeetingRow), nameof(MeetingRow.Meeting)), // What is recorded now, beside what was: Report, which is what the page shows.
    ];

    /// <param name="get">Finds a query, of the register or of a copy of it.</param>
    /// <param name="inFull">Whether also the pages of funds, mechanisms, plans, bodies, documents and natures are asked, and each list of the register.</param>
    /// <param name="withHistory">Whether withdrawn entries in histories are compared; they stay readable on every day.</param>
    public static async Task<List<string>> OfAsync(Func<Type, object> get, DateOnly day, IReadOnlyList<string> codes, bool inFull, bool withHistory)
    {
        T Get<T>() => (T)get(typeof(T));
        List<string> lines = [];
        void Add(string page, object? view) => Write(lines, page, view, withHistory);

        Add("overview", await Get<OverviewQuery>().AsOfAsync(day));
        var register = Get<RegisterQuery>();
        Add("register", await register.PageAsync(new(), day));
        foreach (var code in codes)
        {
            Add($"item {code}", await Get<ItemQuery>().AsOfAsync(code, day));
        }

        if (!inFull)
        {
            return lines;
        }

        Add("first day", await register.FirstDayAsync() <= day);
        foreach (var filter in Filters())
        {
            Add($"register {filter}", await register.PageAsync(filter, day));
        }

        foreach (var figure in Figure.All)
        {
            Add($"list {figure.Name}", (await register.PageAsync(new() { Figure = figure }, day)).Rows.Select(r => r.Code));
        }

        Add("find", await register.FindAsync("title", day));
        foreach (var nature in Enum.GetValues<Nature>())
        {
            var filter = new RegisterFilter { Natures = [nature] };
            var page = await register.PageAsync(filter, day);
            Add($"nature {nature}", await Get<NatureQuery>().OfAsync(nature, filter, [.. page.Rows.Select(r => r.Code)], day));
        }

        Add("plans", await Get<PlanQuery>().PageAsync(1, day));
        Add("bodies", await Get<BodyQuery>().AllAsync(day));
        Add("centres", await Get<CentreQuery>().AsOfAsync(day));
        Add("funds", await Get<FundQuery>().AllAsync(day));
        Add("funds in short", await Get<FundQuery>().InShortAsync(day));
        Add("mechanisms", await Get<MechanismQuery>().AllAsync(day));
        var cutOffs = await Get<MechanismQuery>().CutOffsAsync(day);
        Add("cut-offs", cutOffs);
        foreach (var since in cutOffs.Take(3))
        {
            Add($"overview since {since.Mechanism} {since.On:O}", await Get<OverviewQuery>().AsOfAsync(day, new Since(since.Mechanism, since.On)));
        }

        Add("documents", await Get<DocumentQuery>().PageAsync(null, 1, day));
        for (var n = 0; n < 4; n++)
        {
            Add($"document {n}", await Get<DocumentQuery>().AsOfAsync($"STATEMENT-{n}", day));
        }

        foreach (var body in new[] { "ASEAN", "ROK", "ROK-MOFA" })
        {
            Add($"body {body}", await Get<BodyQuery>().AsOfAsync(body, day));
        }

        foreach (var code in codes)
        {
            Add($"plan {code}", await Get<PlanQuery>().AsOfAsync(code, day));
            Add($"fund {code}", await Get<FundQuery>().AsOfAsync(code, day));
            Add($"mechanism {code}", await Get<MechanismQuery>().AsOfAsync(code, day));
        }

        return lines;
    }

    private static IEnumerable<RegisterFilter> Filters() =>
    [
        new() { Sort = RegisterSort.LastUpdate, Descending = true }, new() { Sort = RegisterSort.Title }, new() { Sort = RegisterSort.Target }, new() { Text = "renamed" },
        new() { Document = "STATEMENT-1" }, new() { Bodies = ["ROK"] }, new() { Phases = [Phase.UnderWay], Strengths = [Strength.Supported] },
        new() { Outlooks = [Outlook.AtRisk, Outlook.OffTrack] }, new() { Schedules = [Schedule.Overdue, Schedule.Due] },
    ];

    private static void Write(List<string> lines, string path, object? value, bool withHistory)
    {
        switch (value)
        {
            case null:
                lines.Add($"{path} = nothing");
                break;
            case string or Guid or Enum or DateOnly or DateTime or int or long or bool or double:
                lines.Add($"{path} = {Convert.ToString(value, CultureInfo.InvariantCulture)}");
                break;
            case IDictionary map:
                foreach (var key in map.Keys.Cast<object>().OrderBy(k => k.ToString(), StringComparer.Ordinal))
                {
                    Write(lines, $"{path}[{key}]", map[key], withHistory);
                }

                break;
            case IEnumerable many:
                WriteMany(lines, path, many, withHistory);
                break;
            case not null when value.GetType().Namespace?.StartsWith("Tracker", StringComparison.Ordinal) != true:
                lines.Add($"{path} = {value}");
                break;
            default:
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && !LeftOut.Contains((p.DeclaringType!, p.Name))))
                {
                    Write(lines, $"{path}.{property.Name}", property.GetValue(value), withHistory);
                }

                break;
        }
    }

    private static void WriteMany(List<string> lines, string path, IEnumerable many, bool withHistory)
    {
        var values = many.Cast<object>().Where(v => withHistory || v is not HistoryEntry { WithdrawnBecause: not null }).ToList();
        var inOrder = many.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)) ? [.. values.OrderBy(v => v.ToString(), StringComparer.Ordinal)] : values;
        lines.Add($"{path}.Count = {values.Count}");
        foreach (var (n, one) in inOrder.Index())
        {
            Write(lines, $"{path}[{n}]", one, withHistory);
        }
    }
}
