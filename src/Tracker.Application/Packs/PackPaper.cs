using System.Globalization;
using Tracker.Application.Changes;
using Tracker.Domain;
using Tracker.Domain.Bodies;
using Tracker.Domain.Funds;
using Tracker.Domain.Items;
using Tracker.Papers;
using Fact = Tracker.Papers.Fact;
using Figure = Tracker.Domain.Items.Figure;

namespace Tracker.Application.Packs;

/// <summary>The papers of a meeting as one content that every kind of file holds (docs/domain.md, The meeting's papers).</summary>
public static class PackPaper
{
    private static readonly LedgerEntryType[] Sums = [LedgerEntryType.Pledge, LedgerEntryType.Receipt, LedgerEntryType.Approval, LedgerEntryType.Disbursement];

    public static Paper Of(PackView pack) => new(pack.Title, pack.Request.AsOf, pack.KnownAt, pack.Position)
    {
        Subtitle = pack.Request.LinesOf is { } side ? $"Papers for the meeting, with the lines to take of {NameOf(side)}" : "Papers for the meeting",
        Creator = pack.Request.Partnership,
        Facts = Cover(pack),
        Sections =
        [
            new("Where the partnership stands", "Figures", Standing(pack)) { Place = "figures" },
            new("Implementation matrix", "Matrix", Matrix(pack)) { Place = "matrix" },
            new($"Changes since {pack.Request.FromWords}", "Changes", Changed(pack)) { Place = "changes" },
            new("Needs attention", "Attention", Attention(pack)) { Place = "attention" },
            new("Money by fund", "Money", Money(pack)) { Place = "money" },
            new("Documents and sources", "Sources", Sources(pack)) { Place = "sources" },
        ],
    };

    private static IReadOnlyList<Fact> Cover(PackView pack) =>
    [
        .. new[]
        {
            ("Partnership", pack.Request.Partnership),
            ("Meeting", $"{pack.Title}, {InWords(pack.MeetingOn)}{(pack.Place is { } place ? $", {place}" : "")}"),
            ("Since", $"{pack.Request.FromWords}; its own day belongs to the time before"),
            ("Shown as of", InWords(pack.Request.AsOf)),
            ("Scope", pack.ScopeTitle ?? "The whole register"),
            ("As known at", string.Create(CultureInfo.InvariantCulture, $"{pack.KnownAt:yyyy-MM-dd HH:mm:ss.fff} UTC, entry {pack.Position}")),
        }.Select(f => new Fact(f.Item1, f.Item2)),
    ];

    private static Block[] Standing(PackView pack)
    {
        var (delivered, counted) = (pack.Changes[Figure.Delivered], pack.Changes[Figure.Counted]);
        return
        [
            new Paragraph(string.Create(CultureInfo.InvariantCulture, $"On {InWords(pack.Request.AsOf)}, {delivered.After:N0} of {counted.After:N0} deliverables were delivered, {pack.Changes[Figure.UnderWay].After:N0} under way and {pack.Changes[Figure.NotStarted].After:N0} not started; {pack.Changes[Figure.Overdue].After:N0} overdue; {pack.Changes[Figure.NoRecentReport].After:N0} have no recent report.")),
            new Tracker.Papers.Figures("The figures, and what moved them",
            [
                .. ChangesView.Headline.Select(f => pack.Changes[f]).Where(f => f.Before + f.Entered + f.Left + f.After > 0).Select(f => new Tracker.Papers.Figure(
                    Capital(f.Figure.Label), (long)f.After, f.Figure.Explanation,
                    f.Entered + f.Left == 0 ? "as before" : string.Create(CultureInfo.InvariantCulture, $"{f.Before:N0} + {f.Entered:N0} − {f.Left:N0}"))),
            ])
            {
                ChangeHeading = "Was + came − went",
            },
        ];
    }

    private static Block[] Matrix(PackView pack)
    {
        var areNumbered = pack.Matrix.Any(r => r.Number is not null);
        List<Column> columns =
        [
            new("Item or action line", 4.4), new("Lead bodies", 2.8), new("Stage", 2.2), new("Progress", 1.2, Papers.Kind.Percent), new("Outlook and target", 3),
            new("Done since the cut-off", 5.4), new("Next step", 3),
        ];
        if (areNumbered)
        {
            columns.Insert(0, new("No.", 1));
        }

        if (pack.Request.LinesOf is not null)
        {
            columns.Add(new("Line to take", 3));
        }

        columns.Add(new("Source", 2.4));
        Row RowOf(PackRow row)
        {
            List<Cell> cells =
            [
                TitleOf(row.Code, row.Title, row.Acronym), LeadsOf(row.Leads), StageOf(row.Stage, row.Held, row.Phase), row.Progress is { } progress ? new Percent(progress) : Cell.Nothing,
                OutlookOf(row), DoneOf(row.Done), row.NextStep is { } next ? next : Cell.Nothing,
            ];
            if (areNumbered)
            {
                cells.Insert(0, row.Number is { } number ? number : Cell.Nothing);
            }

            if (pack.Request.LinesOf is not null)
            {
                cells.Add(row.LineToTake is { } line ? line : Cell.Nothing);
            }

            cells.Add(row.Source is { } source ? new Text(new Run(source.Document, Link: $"#document-{source.Document}"), new Run(source.Paragraph is { } paragraph ? $", para. {paragraph}" : "", Emphasis.Muted)) : Cell.Nothing);
            return new([.. cells]) { Place = $"item-{row.Code}" };
        }

        return
        [
            .. pack.LeftOut.Count == 0 ? Array.Empty<Block>() :
            [
                new Paragraph($"Left out: {string.Join(", ", pack.LeftOut.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Count:N0} {(l.Count == 1 ? l.What.TrimEnd('s') : l.What)}")))}."),
            ],
            new Table($"Implementation matrix by pillar, number and code; of what was done since the cut-off, the {PackQuery.MostDone} latest reports", columns, [.. pack.Matrix.GroupBy(r => r.Pillar).OrderBy(g => g.Key).Select(g => new Group(g.Key.Name(), [.. g.Select(RowOf)]))])
            {
                GroupedBy = "Pillar",
                WhenEmpty = "No item is in this scope.",
            },
        ];
    }

    private static Block[] Changed(PackView pack) =>
    [
        new Table(
            "Changes since the cut-off by kind, the newest first; + and − are the figures that an item came into or went out of",
            [new("Day", 1.6, Papers.Kind.Day), new("Item", 4.5), new("What changed", 5), new("Why", 5), new("Figures", 3)],
            [
                .. pack.Changes.Groups.Where(g => g.Group != ChangeGroup.Counting || g.Total > 0).Select(g => new Group(
                    ChangeGroupWords.Title(g.Group),
                    [
                        .. g.Lines.Select(l => new Row(
                            l.On, TitleOf(l.Code, l.Title, l.Acronym), ShiftsOf(l.Shifts), l.Why is { } why ? why : Cell.Nothing,
                            ChangeGroupWords.Moved(l) is { } moved ? new Text(new Run(moved, Emphasis.Muted)) : Cell.Nothing)),
                    ])),
            ])
        {
            GroupedBy = "Kind of change",
            WhenEmpty = "Nothing changed.",
        },
    ];

    private static Block[] Attention(PackView pack) =>
    [
        new Table(
            "Needs attention, the worst first, each item once",
            [new("Item", 5), new("Why", 4), new("Lead bodies", 4)],
            [
                .. pack.Attention.GroupBy(a => a.Figure.Name).Select(g => new Group(
                    Capital(g.First().Figure.Label), [.. g.Select(a => new Row(TitleOf(a.Code, a.Title, a.Acronym), a.Why, LeadsOf(a.Leads)))])),
            ])
        {
            GroupedBy = "Figure",
            WhenEmpty = "Nothing needs attention.",
        },
    ];

    private static Block[] Money(PackView pack)
    {
        // Entries since the cut-off that state no amount are counted in each currency of their fund, as those before are.
        var rows = pack.Funds.SelectMany(f => f.Fund.Totals.ByCurrency.DefaultIfEmpty().Select(t => (
            f.Fund, Totals: t, Since: f.Since.ByCurrency.FirstOrDefault(s => s.Currency == t?.Currency) ?? f.Since.ByCurrency.FirstOrDefault(s => s.Currency is null)))).ToList();
        var moved = Sums.Where(type => rows.Exists(r => r.Since?[type].IsNothing == false)).ToList();
        return
        [
            new Paragraph("Different currencies are never added. A sum that contains an entry without an amount reads “at least”."),
            Table.Of(
                "Money by fund and currency",
                [
                    new("Fund", 4.5), new("Stage", 2), new("Currency", 1.5), .. Sums.Select(type => new Column(WordOf(type), 2.4, Papers.Kind.Money)), new("Balance", 2.4, Papers.Kind.Money),
                    .. moved.Select(type => new Column($"{WordOf(type)} since the cut-off", 2.4, Papers.Kind.Money)),
                ],
                [
                    .. rows.Select(r => new Row(
                    [
                        TitleOf(r.Fund.Item.Code, r.Fund.Item.Title, r.Fund.Item.Acronym), StageOf(r.Fund.Item.Stage, r.Fund.Item.Held, r.Fund.Item.Phase), r.Totals?.Currency ?? "–",
                        .. Sums.Select(type => SumOf(r.Totals?[type] ?? default, r.Totals?.Currency)),
                        r.Totals is { Balance: { } balance, Currency: { } currency } ? MoneyOf(balance, currency) : r.Fund.Totals.HasPast ? "past not recorded" : Cell.Nothing,
                        .. moved.Select(type => SumOf(r.Since?[type] ?? default, r.Totals?.Currency)),
                    ])),
                ]) with
            {
                WhenEmpty = "No fund is in this scope.",
            },
        ];
    }

    private static Block[] Sources(PackView pack) =>
    [
        Table.Of(
            "Documents and sources by day, with the rows of the matrix and the reports since the cut-off that name them",
            [new("Day", 1.3, Papers.Kind.Day), new("Code", 2.4), new("Title", 7), new("Issued by", 3.5), new("Kind", 2), new("Named", 1, Papers.Kind.Number)],
            [
                .. pack.Documents.Select(d => new Row(
                    d.On is { } on ? on : Cell.Nothing,
                    d.Code is { } code ? new Text(new Run(code, Link: d.Address)) : Cell.Nothing,
                    new Text(new Run(d.Title, Link: d.Code is null ? d.Address : null)),
                    d.Issuer is { } issuer ? issuer : Cell.Nothing, d.Kind, (long)d.Items) { Place = d.Code is null ? null : $"document-{d.Code}" }),
            ]) with
        {
            WhenEmpty = "No document is named.",
        },
    ];

    private static Text TitleOf(string code, string title, string? acronym) =>
        new([.. acronym is null ? Array.Empty<Run>() : [new Run(acronym + " ", Emphasis.Bold)], new Run(title), new Run($" {code}", Emphasis.Muted)]);

    private static Text StageOf(Stage? stage, Stage? held, Phase? phase) => new(
        new Run($"{phase?.Symbol() ?? "–"} ", Tone: ToneOf(phase)),
        new Run(stage is Stage.OnHold && held is { } left ? $"On hold, was {left.Name().ToLowerInvariant()}" : Words.NameOf(stage)));

    private static Cell LeadsOf(IReadOnlyList<(Side Side, string Name)> leads) =>
        leads.Count == 0
            ? new Text(new Run("No lead named", Emphasis.Muted))
            : string.Join("; ", leads.GroupBy(l => l.Side).OrderBy(g => g.Key).Select(g => $"{NameOf(g.Key)}: {string.Join(", ", g.Select(l => l.Name))}"));

    private static Cell OutlookOf(PackRow row)
    {
        var target = row.TargetText is null ? ""
            : "; " + row.Schedule switch
            {
                Schedule.Overdue => $"{row.TargetText}, {Overview.OverviewQuery.Lateness(row.DaysLate)} late",
                Schedule.MetLate => $"{row.TargetText}, met {Overview.OverviewQuery.Lateness(row.DaysLate)} late",
                Schedule.MetOnTime => $"{row.TargetText}, met",
                _ => row.TargetText,
            };
        return row.TargetText is null && row.Outlook == Outlook.NotRated ? Cell.Nothing : new Text(
            new Run($"{row.Outlook.Symbol()} {row.Outlook.Name()}", Tone: row.Outlook switch { Outlook.OffTrack => Tone.Red, Outlook.AtRisk => Tone.Amber, Outlook.OnTrack => Tone.Green, _ => Tone.Grey }),
            new Run(target, Tone: row.Schedule == Schedule.Overdue ? Tone.Red : Tone.None));
    }

    private static Cell DoneOf(IReadOnlyList<PackDone> done)
    {
        List<Run> runs = [];
        foreach (var line in done)
        {
            runs.Add(new($"{(runs.Count == 0 ? "" : "\n")}{Write(line.On)} ", Emphasis.Muted));
            if (line.After is { } after)
            {
                runs.Add(new(Words.NameOf(line.Before), Emphasis.Struck | Emphasis.Muted));
                runs.Add(new(" → "));
                runs.Add(new(after.Name() + (line.Note is null ? "" : ". "), Emphasis.Bold));
            }

            if (line.Note is { } note)
            {
                runs.Add(new(note));
            }
        }

        return runs.Count == 0 ? Cell.Nothing : new Text([.. runs]);
    }

    private static Cell ShiftsOf(IReadOnlyList<Shift> shifts)
    {
        List<Run> runs = [];
        foreach (var shift in shifts)
        {
            runs.Add(new($"{(runs.Count == 0 ? "" : "\n")}{(shift.Word is { } word ? $"{word}: " : "")}", Emphasis.Muted));
            if (shift.Before is { } before)
            {
                runs.Add(new(before, Emphasis.Struck | Emphasis.Muted));
            }

            if (shift is { Before: not null, After: not null })
            {
                runs.Add(new(" → "));
            }

            if (shift.After is { } after)
            {
                runs.Add(new(after, Emphasis.Bold));
            }
        }

        runs.RemoveAll(r => r.Text.Length == 0);
        return runs.Count == 0 ? Cell.Nothing : new Text([.. runs]);
    }

    private static Cell SumOf(Total total, string? currency) =>
        total.IsNothing || (currency is not null && total is { Stated: 0, NotStated: 0 }) ? Cell.Nothing
        : total.IsUnknown || currency is null ? "not stated"
        : total.IsAtLeast ? "at least " + MoneyOf(total.Minor, currency).InWords
        : MoneyOf(total.Minor, currency);

    private static Papers.Money MoneyOf(long minor, string currency) => new(minor, currency, Currencies.DecimalsOf(currency));

    private static string WordOf(LedgerEntryType type) => type switch
    {
        LedgerEntryType.Pledge => "Pledged",
        LedgerEntryType.Receipt => "Received",
        LedgerEntryType.Approval => "Approved",
        _ => "Disbursed",
    };

    private static Tone ToneOf(Phase? phase) => phase switch
    {
        Phase.NotStarted => Tone.Grey,
        Phase.UnderWay => Tone.Blue,
        Phase.Delivered => Tone.Green,
        Phase.NoLongerRunning => Tone.Violet,
        _ => Tone.None,
    };

    private static string NameOf(Side side) => side.Name();

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string InWords(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
