namespace Tracker.Papers.Tests;

/// <summary>Papers as an office would hand them out; the figures are made up.</summary>
public static class Sample
{
    private static readonly string[] Pillars = ["Political-security", "Economic", "Socio-cultural", "Cross-pillar"];

    private static readonly (string Title, string Kind, string Asean, string Korea)[] Items =
    [
        ("ASEAN-Korea Centre for Standards and Conformity (AKSC)", "Centre", "ACCSQ", "국가기술표준원 (KATS)"),
        ("Upgrade of the ASEAN-Korea Free Trade Agreement", "Treaty", "AKFTA Implementing Committee", "Ministry of Trade, Industry and Energy (산업통상자원부)"),
        ("Scholarships for officials working on public health", "Project", "Bộ Y tế Việt Nam (Ministry of Health)", "한국국제협력단 (KOICA)"),
        ("Study on an ASEAN-Korea Industrial Innovation Hub", "Study", "Senior Economic Officials Meeting", "KIAT"),
        ("Contribution to the COVID-19 ASEAN Response Fund", "Contribution", "ASEAN Secretariat", "Ministry of Foreign Affairs (외교부)"),
        ("Peace, security and denuclearisation of the Korean Peninsula: exchange of views at the ASEAN Regional Forum", "Commitment", "ASEAN", "Republic of Korea"),
        ("Network of smart cities: Đà Nẵng, Cần Thơ, Luang Prabang and 세종시", "Project", "ASEAN Smart Cities Network", "Ministry of Land, Infrastructure and Transport"),
        ("Plan of Action to implement the Joint Vision Statement for Peace, Prosperity and Partnership", "Plan", "Committee of Permanent Representatives", "Mission of the Republic of Korea to ASEAN"),
        ("Memorandum of understanding on water management in the Mekong basin", "Memorandum", "Nguyễn Thị Hồng Phượng, Ministry of Natural Resources", "K-water (한국수자원공사)"),
    ];

    private static readonly Run[] Stages =
    [
        new("○ Proposed", Tone: Tone.Grey), new("◐ Under discussion", Tone: Tone.Blue), new("◐ Study under way", Tone: Tone.Blue), new("◐ Agreed", Tone: Tone.Blue), new("● Opened", Tone: Tone.Green), new("✕ Dormant", Tone: Tone.Violet),
    ];

    private static readonly Run[] Outlooks = [new("↗ On track", Tone: Tone.Green), new("! At risk", Tone: Tone.Amber), new("‼ Off track", Tone: Tone.Red), new("– Not rated", Tone: Tone.Grey)];

    private static readonly string[] Steps =
    [
        "Experts meet in Hà Nội in September 2022 to settle the terms of reference.",
        "The ROK circulates the revised draft to all Member States; comments within 30 days.",
        "Awaits the decision of the 8th JCC on the host country, then a note verbale to the Secretariat.",
        "Second disbursement after the interim report.",
    ];

    public static Paper Empty => new("Nothing to report", new(2022, 6, 30), new DateTime(2022, 7, 1, 8, 0, 0, DateTimeKind.Utc), 0);

    public static Paper Matrix(int items = 40) => new("Implementation matrix", new(2022, 6, 30), new DateTime(2022, 7, 1, 8, 0, 0, DateTimeKind.Utc), 1234)
    {
        Subtitle = "8th meeting of the ASEAN-ROK Joint Cooperation Committee, Jakarta",
        Facts =
        [
            new("Partnership", "ASEAN – Republic of Korea (한-아세안)"),
            new("Meeting", "8th ASEAN-ROK Joint Cooperation Committee, 12 July 2022"),
            new("Cut-off", "Since the 7th ASEAN-ROK Joint Cooperation Committee of 10 June 2021; its own day belongs to the time before"),
            new("Scope", "Deliverables of all pillars that were open on the day of the cut-off or began since"),
            new("As of", "30 June 2022"),
            new("As known at", "2022-07-01 08:00 UTC, entry 1234"),
        ],
        Sections =
        [
            new("Where the partnership stands", "Figures",
                new Paragraph("On 30 June 2022, 9 of 40 deliverables were delivered, 20 under way and 11 not started; 6 were overdue, and 14 have no recent report."),
                new Figures("Figures of the day, with what changed since the 7th JCC",
                    new("Delivered", 9, "9 of 40 deliverables: those at a Delivered stage on the day, without what its opening already showed as delivered", new Text(new Run("+1", Emphasis.Bold), new Run(" AKSC opened"))),
                    new("Under way", 20, "Deliverables at a stage of phase Under way"),
                    new("Share of action lines addressed", new Percent(88.5m), "46 of 52 lines of the Plan of Action with at least one dated activity in the period", "+6 lines"),
                    new("Overdue", 6, "Latest day of the target passed, first Delivered stage not reached", "+2")) { ChangeHeading = "Since the 7th JCC" }),
            new("What changed since the last meeting", "Changes",
                new Paragraph("Every change of a stage, a target or an outlook that was recorded since the 7th JCC and holds on the day."),
                Table.Of("Changes since 10 June 2021", [new("Code", 1.1), new("Item", 4), new("Day", 1.2, Kind.Day), new("Change", 4), new("Source", 3)],
                [
                    new(Link("CTR-1"), "ASEAN-Korea Centre for Standards and Conformity", new DateOnly(2022, 3, 14), Text.Changed("◐ Study under way", "◐ Study completed"), Source),
                    new(Link("AGR-2"), "Upgrade of the ASEAN-Korea Free Trade Agreement", new DateOnly(2022, 5, 2), Text.Changed("by the end of 2021", "by the end of 2023"), Source),
                    new(Link("PRJ-3"), "Scholarships for officials working on public health (Học bổng cho cán bộ y tế)", new DateOnly(2021, 11, 26), Text.Changed("↗ On track", "! At risk"), new Text(new Run("Note verbale of the Mission, no address", Emphasis.Muted))),
                ]),
                new Bullets("Two items were superseded and are listed with their successors.", new Text(new Run("One entry was withdrawn: "), new Run("ITEM-17", Link: "#ITEM-17"), new Run(", because its source was corrected.")))),
            new("Implementation matrix", "Matrix",
                new Table("Deliverables by pillar, open ones first", MatrixColumns, [.. Pillars.Select((pillar, p) => new Group(pillar, [.. Enumerable.Range(1, items).Where(n => n % 4 == p).Select(MatrixRow)]) { Place = pillar })]) { GroupedBy = "Pillar" }) { Place = "matrix" },
            new("Funds", "Funds",
                Table.Of("Funds and contributions on the day", [new("Fund", 4), new("Received", 2, Kind.Money), new("Committed", 2, Kind.Money), new("Paid out", 2, Kind.Money), new("Used", 1, Kind.Percent), new("Last entry", 1.4, Kind.Day)],
                [
                    new("ASEAN-ROK Cooperation Fund (AKCF)", new Money(1_600_000_000, "USD"), new Money(1_240_000_050, "USD"), new Money(980_000_000, "USD"), new Percent(61.3m), new DateOnly(2022, 6, 12)),
                    new("BIMP-EAGA-ROK Cooperation Fund (BKCF)", new Money(300_000_000, "USD"), Cell.Nothing, new Money(120_000_000, "USD"), new Percent(40), new DateOnly(2022, 4, 30)),
                    new("아세안 문화원 운영비", new Money(4_500_000_000, "KRW", 0), new Money(3_100_000_000, "KRW", 0), new Money(-1_250_000, "KRW", 0), new Percent(69), new DateOnly(2022, 6, 1)),
                ])),
            new("Annex: documents", "Documents",
                Table.Of("Documents that the entries cite", [new("Document", 6), new("Day", 1.3, Kind.Day), new("Issued by", 3), new("Address", 6)],
                [
                    new("Chairman's Statement of the 21st ASEAN-ROK Summit", new DateOnly(2020, 11, 12), "Việt Nam, as Chair", Source),
                    new("Joint Statement on the Co-Chairs' Statement of the ASEAN-ROK Commemorative Summit (공동성명)", new DateOnly(2019, 11, 26), "Thailand and the ROK", new Text(new Run("https://asean.org/a-very-long-address/that-goes-on-and-on/without-a-space/and-must-be-broken-somewhere.pdf", Link: "https://asean.org/a-very-long-address"))),
                ])),
            new("Annex: items left out", "Left out", Table.Of("Items without a stage on the day", [new("Code", 1), new("Item", 5), new("Why", 5)], [])),
        ],
    };

    private static IReadOnlyList<Column> MatrixColumns =>
    [
        new("Code", 1.3), new("Item", 3.4), new("Kind", 1.6), new("Leads", 3), new("Stage", 1.9), new("Since", 1.5, Kind.Day), new("Outlook", 1.5), new("Target", 1.9), new("Days late", 1, Kind.Number), new("Progress", 1.3, Kind.Percent), new("Next step", 3.6),
    ];

    private static Row MatrixRow(int n)
    {
        var (title, kind, asean, korea) = Items[n % Items.Length];
        return new(
            $"ITEM-{n}",
            n % 5 == 0 ? new Text(new Run(title, Emphasis.Bold), new Run(" New", Emphasis.Muted)) : title,
            kind,
            $"{asean}\n{korea}",
            n % 7 == 0 ? Text.Changed("Study under way", "Agreed") : new Text(Stages[n % Stages.Length]),
            new DateOnly(2019, 1, 1).AddDays(n * 31 % 1200),
            new Text(Outlooks[n % Outlooks.Length]),
            n % 3 == 0 ? "no date set" : "by the end of 2022",
            n % 4 == 0 ? n * 37 % 2000 : Cell.Nothing,
            n % 3 == 0 ? Cell.Nothing : new Percent(n * 10 % 100),
            Steps[n % Steps.Length])
        {
            Place = $"ITEM-{n}",
        };
    }

    private static Text Source => new(new Run("ASEAN Secretariat", Link: "https://asean.org/statement?id=1&lang=en"));

    private static Text Link(string code) => new(new Run(code, Link: code == "CTR-1" ? "#ITEM-9" : "#ITEM-10"));
}
