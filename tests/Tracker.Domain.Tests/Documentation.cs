using System.Text.RegularExpressions;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests;

/// <summary>What docs/domain.md says is what the code does.</summary>
public sealed partial class Documentation
{
    private static readonly string _root = Root();
    private static readonly IReadOnlyList<Section> _sections = Sections(File.ReadAllText(Path.Combine(_root, "docs", "domain.md")));
    private static readonly Stage[] _common = [Stage.OnHold, Stage.NotPursued, Stage.Superseded];

    private static readonly IReadOnlyList<Lifecycle> _lifecycles =
        [.. Some.KindsAndForms.Select(k => Lifecycle.Of(k.Kind, k.Form)).Distinct()];

    public static TheoryData<string> LifecycleNames => [.. _lifecycles.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(LifecycleNames))]
    public void The_table_of_a_lifecycle_on_the_page_is_the_one_in_the_code(string name)
    {
        var lifecycle = _lifecycles.Single(l => l.Name == name);

        var page = _sections.Single(s => s.Text.Contains($"In rule names: `{name}`.", StringComparison.Ordinal)).Rows;

        Assert.Equal(
            lifecycle.All.Where(r => !_common.Contains(r.Stage)).Select(r => RowOf(lifecycle, r)),
            page.Select(row => string.Join(" | ", row)));
    }

    [Fact]
    public void The_page_has_no_lifecycle_that_the_code_has_not()
    {
        var named = _sections.SelectMany(s => NamedLifecycle().Matches(s.Text)).Select(m => m.Groups[1].Value);

        Assert.Equal(_lifecycles.Select(l => l.Name).Order(), named.Order());
    }

    [Fact]
    public void Each_kind_is_listed_with_its_forms_and_the_sections_of_its_lifecycles()
    {
        var rows = Table("Kinds and forms").Select(r => string.Join(" | ", r[0].Split(" (")[0], r[1], r[2]));

        Assert.Equal(
            Enum.GetValues<Kind>().Select(kind =>
            {
                var lives = Forms.Of(kind).GroupBy(f => Lifecycle.Of(kind, f)).ToList();
                var forms = string.Join("; ", lives.Select(g => string.Join(", ", g.Select(f => f.Name()))));
                var sections = lives.Select(g => _sections.Single(s => s.Text.Contains($"In rule names: `{g.Key.Name}`.", StringComparison.Ordinal)).Number);
                return $"{kind.Name()} | {(forms == "None" ? "–" : forms)} | {string.Join(", ", sections)}";
            }),
            rows);
    }

    [Fact]
    public void Every_fact_is_listed_under_the_name_of_its_field()
    {
        Assert.Equal(
            Enum.GetValues<Fact>().Select(f => $"`{Kebab(f)}` | {Facts.Label(f)}"),
            Table("Facts").Select(r => $"{r[0]} | {r[1]}"));
    }

    [Fact]
    public void Every_condition_is_listed()
    {
        Assert.Equal(Enum.GetValues<Condition>().Select(c => $"`{Kebab(c)}`"), Table("Conditions").Select(r => r[0]));
    }

    [Fact]
    public void Every_figure_is_listed()
    {
        Assert.Equal(Figure.All.Select(f => f.Name).Order(), Table("The figures").SelectMany(r => Quoted(r[0])).Order());
    }

    [Fact]
    public void Every_outlook_and_every_nature_is_listed_and_every_strength_schedule_assurance_and_standing()
    {
        Assert.Equal(Names<Strength>(), FirstCells("Strength"));
        Assert.Equal(Names<Standing>(), FirstCells("The headline"));
        Assert.Equal(Names<Outlook>(), FirstCells("Outlook"));
        Assert.Equal(Names<Nature>(), FirstCells("Nature"));
        Assert.Equal(Names<Schedule>(), FirstCells("Schedule"));
        Assert.Equal(Names<Assurance>(), FirstCells("Assurance"));
    }

    [Fact]
    public void The_days_that_change_figures_are_those_of_the_code()
    {
        var rules = ReportingRules.Default;

        Assert.Contains(
            $"The due window is {rules.DueWindow} days and the reporting cycle {rules.ReportingCycle} days unless",
            _sections.Single(s => s.Name == "Schedule").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_that_the_domain_refuses_by_is_in_the_appendix_and_no_other()
    {
        var source = Sources("src/Tracker.Domain").Values.ToList();

        var literal = source.SelectMany(text => RuleName().Matches(text)).Select(m => m.Groups[1].Value);
        var composed = source.SelectMany(text => ComposedRuleName().Matches(text))
            .Select(m => $"{(m.Groups["area"].Value == "{lifecycle.Name}" ? "‹kind›" : m.Groups["area"].Value)}.‹{m.Groups["part"].Value}›");
        var listed = Table("Rules of the register").SelectMany(r => Quoted(r[0])).ToList();

        Assert.Equal(literal.Concat(composed).Distinct().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_about_codes_accounts_and_storage_in_the_appendix_is_one_of_the_application()
    {
        var rules = Sources("src/Tracker.Application").Values.SelectMany(text => RuleName().Matches(text)).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.All(Table("Rules about codes, accounts and storage").SelectMany(r => Quoted(r[0])), rule => Assert.Contains(rule, rules));
    }

    [Fact]
    public void Every_rule_that_the_page_speaks_of_is_in_its_appendix()
    {
        var listed = Table("Rules of the register").Concat(Table("Rules about codes, accounts and storage")).SelectMany(r => Quoted(r[0])).ToHashSet();
        bool IsListed(string rule) =>
            listed.Contains(rule)
            || (rule.Split('.') is [var kind, var part] && _lifecycles.Any(l => l.Name == kind)
                && (Enum.GetValues<Fact>().Any(f => Kebab(f) == part) || Enum.GetValues<Condition>().Any(c => Kebab(c) == part)));

        var spoken = _sections.SelectMany(s => Quoted(s.Text)).Where(q => RuleName().IsMatch($"\"{q}\""));

        Assert.All(spoken, rule => Assert.True(IsListed(rule), rule));
    }

    [Fact]
    public void Every_docstring_that_cites_the_page_names_a_heading_that_it_has()
    {
        var headings = _sections.Select(s => s.Name).ToHashSet();
        var citations = Sources("src")
            .SelectMany(file => Citation().Matches(CommentBreak().Replace(file.Value, " ")).Select(m => (file.Key, Cited: m.Groups[1].Value)))
            .ToList();

        Assert.True(citations.Count > 7, "The docstrings cite the page.");
        Assert.All(citations, c => Assert.True(headings.Contains(c.Cited), $"{c.Key} cites “{c.Cited}”."));
    }

    [Fact]
    public void Every_section_that_the_page_points_to_is_there()
    {
        var numbers = _sections.Select(s => s.Number).ToHashSet();

        var pointed = _sections.SelectMany(s => Pointer().Matches(s.Text)).SelectMany(m => m.Groups[1].Value.Split(", "));

        Assert.All(pointed, number => Assert.Contains(number, numbers));
    }

    private static string RowOf(Lifecycle lifecycle, StageRule rule)
    {
        var moves = lifecycle.MovesFrom(rule.Stage).ToList();
        string To(MoveKind kind) => string.Join(", ", moves.Where(m => m.Kind == kind && !_common.Contains(m.Rule.Stage)).Select(m => m.Rule.Stage.Name()));
        string[] asks =
        [
            string.Join(", ", rule.Facts.Select(Facts.Label)),
            rule.Conditions.Count == 0 ? "" : "needs " + string.Join(", ", rule.Conditions.Select(c => c.Name().ToLowerInvariant())),
            rule.OptionalFacts.Count == 0 ? "" : "may give " + string.Join(", ", rule.OptionalFacts.Select(Facts.Label)),
        ];
        string[] cells =
        [
            $"{(rule.IsAside ? "· " : "")}{rule.Stage.Name()}{(rule.IsFinal ? " †" : "")}",
            rule.Phase!.Value.Name(),
            rule.Floor is not { } floor ? "" : rule.Ceiling == floor ? $"{floor}" : $"{floor}–{rule.Ceiling}",
            string.Join("; ", asks.Where(a => a.Length > 0)),
            To(MoveKind.Back),
            To(MoveKind.Aside),
            string.Join(" ", _common.Zip("HGR").Where(c => moves.Exists(m => m.Rule.Stage == c.First)).Select(c => c.Second)),
        ];
        return string.Join(" | ", cells.Select(c => c.Length == 0 ? "–" : c));
    }

    /// <summary>The part of a rule's name that stands for a fact or a condition.</summary>
    private static string Kebab(Enum value) => Capital().Replace(value.ToString(), "-$0").TrimStart('-').ToLowerInvariant();

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(v => v.Name()).Order(StringComparer.Ordinal);

    private static IEnumerable<string> FirstCells(string section) =>
        Table(section).SelectMany(r => r[0].Split(", ")).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string[]> Table(string section) => _sections.Single(s => s.Name == section).Rows;

    private static IEnumerable<string> Quoted(string text) => Code().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>Every source file under a folder of the repository, by its path.</summary>
    private static Dictionary<string, string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_root, folder), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Where(f => !BuiltFolder().IsMatch(f))
            .ToDictionary(f => Path.GetRelativePath(_root, f), File.ReadAllText);

    private static IReadOnlyList<Section> Sections(string page) =>
    [
        .. Regex.Split(page, "^(?=#)", RegexOptions.Multiline)
            .Select(text => (text, Heading: Heading().Match(text)))
            .Where(s => s.Heading.Success)
            .Select(s => new Section(s.Heading.Groups["number"].Value, s.Heading.Groups["name"].Value, s.text)),
    ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tracker.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds Tracker.sln.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^#+ (?:(?:Appendix )?(?<number>[A-Z0-9]+(?:\.[0-9]+)*)\.? )?(?<name>.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("In rule names: `([a-z]+)`")]
    private static partial Regex NamedLifecycle();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"")]
    private static partial Regex RuleName();

    [GeneratedRegex("\\$\"(?<area>[a-z-]+|\\{[A-Za-z.]+\\})\\.\\{Kebab\\((?<part>[a-z]+)\\)\\}\"")]
    private static partial Regex ComposedRuleName();

    [GeneratedRegex(@"docs/domain\.md(?:, ([A-Z][^.;:()]*))?")]
    private static partial Regex Citation();

    [GeneratedRegex(@"\s*\n\s*///\s*")]
    private static partial Regex CommentBreak();

    [GeneratedRegex(@"\(([0-9]+(?:\.[0-9]+)?(?:, [0-9]+(?:\.[0-9]+)?)*)\)")]
    private static partial Regex Pointer();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuiltFolder();

    /// <summary>A heading with what stands under it, until the next one.</summary>
    private sealed record Section(string Number, string Name, string Text)
    {
        /// <summary>The rows of its table, without the head.</summary>
        public IReadOnlyList<string[]> Rows { get; } =
        [
            .. Text.Split('\n')
                .Where(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ];
    }
}
