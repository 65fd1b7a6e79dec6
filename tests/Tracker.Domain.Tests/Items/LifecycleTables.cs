using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Items;

/// <summary>
/// The lifecycles once more, written by hand from the design and not from the code: a line per stage with its
/// phase (N, U, D, S), its % or –, † where it is final, what a move in asks for, needs and offers, and the moves from it.
/// </summary>
/// <remarks>
/// The last column has a letter for each stage of the table from the first to the last, then on hold, not
/// pursued and superseded: F forward, A aside, B back, R reopen, a dot where there is no such move.
/// </remarks>
public sealed class LifecycleTables
{
    [Fact]
    public void The_table_of_a_commitment() => Holds("commitment", """
        NoActionReported | N | 0     |   |             |                       |  | .FFF A. AAA
        Planned          | N | 10    |   |             | Lead, TargetOrNone    |  | B.FF A. AAA
        InProgress       | U | 20–90 |   | Day         |                       |  | .B.F A. AAA
        Completed        | D | 100   | † | Day, Result | Source, MilestonesMet |  | RRR. R. ...
        Continuing       | U | –     |   |             |                       |  | AAA. .A AAA
        Ended            | S | –     | † | Day, Reason |                       |  | RRR. R. ...
        """);

    [Fact]
    public void The_table_of_a_contribution() => Holds("contribution", """
        Offered         | N | 5     |   |                           |                |       | .FFF A AAA
        Pledged         | N | 10    |   | Contributor, Purpose, Sum |                |       | ..FF A AAA
        PartlyDelivered | U | 30–90 |   | Day                       | ReceiptOrGoods | Goods | .B.F A AAA
        Delivered       | D | 100   | † | Day                       | ReceiptOrGoods | Goods | RRR. . ...
        Withdrawn       | S | –     | † | Day, Reason               |                |       | RRR. . ...
        """);

    [Fact]
    public void The_table_of_a_plan() => Holds("plan", """
        Proposed           | N | – |   |                  |                   |  | .FFFFFF AAA
        Drafting           | U | – |   |                  |                   |  | ..FFFFF AAA
        Finalised          | U | – |   |                  |                   |  | ...FFFF AAA
        Adopted            | U | – |   | Day, AdoptingBody |                  |  | ....FFF AAA
        InForce            | U | – |   | Day              |                   |  | .....FF AAA
        Ended              | S | – |   | Day              |                   |  | ......F AA.
        FinalReportAdopted | D | – | † | Day, FinalReport | LinesHaveOutcomes |  | RRRRRR. ...
        """);

    [Fact]
    public void The_table_of_a_fund() => Holds("fund", """
        Proposed  | N | – |   |  |                    |     | .FFFFFF AAA
        Announced | N | – |   |  | Source             | Sum | ..FFFFF AAA
        Agreed    | U | – |   |  |                    |     | .B.FFFF AAA
        Funded    | U | – |   |  | ReceiptRecorded    |     | ....FFF AAA
        Operating | D | – |   |  | ApprovalRecorded   |     | .....FF A.A
        Closing   | D | – |   |  |                    |     | ....B.F A.A
        Closed    | S | – | † |  | NothingOutstanding |     | RRRRRR. ...
        """);

    [Fact]
    public void The_table_of_a_centre() => Holds("centre", """
        Proposed            | N | 5     |   |                              |        |  | .FFFFFFF .. AAA
        UnderDiscussion     | U | 10    |   |                              |        |  | ..FFFFFF .. AAA
        StudyUnderWay       | U | 15    |   |                              |        |  | ...FFFFF .. AAA
        StudyCompleted      | U | 30    |   | Day, Report, Recommendation  |        |  | ..B.FFFF .. AAA
        Agreed              | U | 40    |   | DecidingBody                 |        |  | .....FFF .. AAA
        LegalBasisConcluded | U | 60    |   | Day, Instrument, Signatories |        |  | ......FF .. AAA
        SettingUp           | U | 60–85 |   |                              |        |  | ....B..F .. AAA
        Opened              | D | 100   |   | Day, Place                   | Source |  | ........ AA A.A
        Dormant             | S | –     |   |                              |        |  | .......B .A A.A
        Closed              | S | –     | † | Day, Reason                  |        |  | RRRRRRRR .. ...
        """);

    [Fact]
    public void The_table_of_a_treaty() => Holds("treaty", """
        UnderDiscussion | N | 5     |   |                  |  |  | .FFFFFF .. AAA
        Negotiating     | U | 10–40 |   |                  |  |  | ..FFFFF .. AAA
        Concluded       | U | 45    |   |                  |  |  | .B.FFFF .. AAA
        Signed          | U | 60    |   | Day, Signatories |  |  | ....FFF AA AAA
        Ratifying       | U | 60–90 |   | Ratifications    |  |  | .....FF AA AAA
        InForceForSome  | U | 70–95 |   | Day, Parties     |  |  | ......F AA AAA
        InForce         | D | 100   |   | Day, EntryRule   |  |  | ....... AA A.A
        Expired         | S | –     |   | Day              |  |  | ......B .. AAA
        Terminated      | S | –     | † | Day, Reason      |  |  | RRRRRRR .. ...
        """);

    [Fact]
    public void The_table_of_a_memorandum() => Holds("memorandum", """
        UnderDiscussion | N | 5   |   |                               |  |  | .FF .. AAA
        TextAgreed      | U | 50  |   |                               |  |  | B.F .. AAA
        Signed          | D | 100 |   | Day, Signatories, EndOrRenewal |  |  | ... AA A.A
        Expired         | S | –   |   | Day                           |  |  | ..B .. A.A
        Terminated      | S | –   | † | Day, Reason                   |  |  | RRR .. ...
        """);

    [Fact]
    public void The_table_of_a_declaration() => Holds("declaration", """
        Proposed      | N | 5     |  |                   |  |  | .FF AAA
        InPreparation | U | 20–60 |  |                   |  |  | ..F AAA
        Adopted       | D | 100   |  | Day, AdoptingBody |  |  | ... A.A
        """);

    [Fact]
    public void The_table_of_a_project() => Holds("project", """
        Concept             | N | 5     |   |                      |  |     | .FFFFFF ..A. AAA
        Proposed            | N | 10    |   |                      |  |     | ..FFFFF ..A. AAA
        Appraised           | N | 15    |   |                      |  |     | .B.FFFF ..A. AAA
        Approved            | U | 25    |   | Day, ApprovingBody   |  | Sum | ..B.FFF A..A AAA
        Implementing        | U | 30–85 |   | Day                  |  |     | .....FF A..A AAA
        ActivitiesCompleted | U | 90    |   | Day                  |  |     | ....B.F A..A AAA
        Closed              | D | 100   | † | CompletionReport     |  |     | RRRRRR. R... ...
        Running             | U | –     |   |                      |  |     | ....A.. .A.A AAA
        Ended               | S | –     | † | Day, Reason          |  |     | RRRRRR. R... ...
        Rejected            | S | –     | † | DecidingBody, Reason |  |     | RRRRRR. R... ...
        Terminated          | S | –     | † | Day, Reason          |  |     | RRRRRR. R... ...
        """);

    [Fact]
    public void The_table_of_a_study() => Holds("study", """
        Proposed  | N | 5     |   |             |  |            | .FF AAA
        UnderWay  | U | 20–85 |   |             |  |            | ..F AAA
        Completed | D | 100   | † | Day, Report |  | Conclusion | RR. ...
        """);

    [Fact]
    public void The_table_of_a_mechanism() => Holds("mechanism", """
        Proposed | N | 10  |   |                |  |               | .FF .. AAA
        Agreed   | U | 40  |   | DecidingBody   |  |               | ..F .. AAA
        Active   | D | 100 |   | Day, Frequency |  | Cycle, Chairs | ... AA A.A
        Dormant  | S | –   |   |                |  |               | ..B .A A.A
        Ended    | S | –   | † | Day            |  |               | RRR .. ...
        """);

    [Fact]
    public void Every_lifecycle_has_a_table_here() => Assert.Equal(
        ["centre", "commitment", "contribution", "declaration", "fund", "mechanism", "memorandum", "plan", "project", "study", "treaty"],
        Some.Lifecycles.Keys.Order());

    [Fact]
    public void Programmes_follow_the_table_of_projects_and_facilities_that_of_centres()
    {
        Assert.Same(Lifecycle.Of(Kind.Project, Form.Project), Lifecycle.Of(Kind.Project, Form.Programme));
        Assert.Same(Lifecycle.Of(Kind.Centre, Form.Centre), Lifecycle.Of(Kind.Centre, Form.Facility));
    }

    [Fact]
    public void A_kind_has_no_forms_but_its_own()
    {
        var wrong = from kind in Enum.GetValues<Kind>() from form in Enum.GetValues<Form>() where !Forms.Of(kind).Contains(form) select (kind, form);

        Assert.All(wrong, k => Assert.Equal(
            "item.form", Assert.Throws<RefusedException>(() => Lifecycle.Of(k.kind, k.form)).Refusals.Single().Rule));
    }

    private static void Holds(string name, string table)
    {
        var (kind, form) = Some.Lifecycles[name];
        var lifecycle = Lifecycle.Of(kind, form);
        var own = lifecycle.All.Where(r => r.Stage is not (Stage.OnHold or Stage.NotPursued or Stage.Superseded)).ToList();

        var written = table.Split('\n').Select(line => string.Join('|', line.Split('|').Select(cell => cell.Replace(" ", "", StringComparison.Ordinal))));
        var coded = own.Select(r => string.Join('|',
            r.Stage,
            Letter(r.Phase!.Value),
            r.Floor is null ? "–" : r.Floor == r.Ceiling ? $"{r.Floor}" : $"{r.Floor}–{r.Ceiling}",
            r.IsFinal ? "†" : "",
            string.Join(',', r.Facts),
            string.Join(',', r.Conditions),
            string.Join(',', r.OptionalFacts),
            string.Concat(lifecycle.All.Select(to => Letter(lifecycle.Move(r.Stage, to.Stage))))));

        Assert.Equal(written, coded);
        Assert.Equal(lifecycle.Path.Concat(lifecycle.Asides), lifecycle.All);
        Assert.Equal(own.Where(r => !r.IsAside), lifecycle.Path);
        Assert.Equal([Stage.OnHold, Stage.NotPursued, Stage.Superseded], lifecycle.All.Select(r => r.Stage).TakeLast(3));
    }

    private static string Letter(Phase phase) => phase switch
    {
        Phase.NotStarted => "N",
        Phase.UnderWay => "U",
        Phase.Delivered => "D",
        _ => "S",
    };

    private static string Letter(MoveKind? move) => move switch
    {
        null => ".",
        MoveKind.Forward => "F",
        MoveKind.Aside => "A",
        MoveKind.Back => "B",
        MoveKind.Reopen => "R",
        _ => "?",
    };
}
