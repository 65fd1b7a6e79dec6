using System.Text;
using Tracker.Domain.Bodies;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain;

/// <summary>The word for each value, the same on every page, and its definition in one sentence.</summary>
public static class Words
{
    /// <summary>"StudyUnderWay" reads "Study under way"; the few that read otherwise are listed.</summary>
    public static string Name(this Enum value) => value switch
    {
        Stage.InForceForSome => "In force for some parties",
        Pillar.PoliticalSecurity => "Political-security",
        Pillar.SocioCultural => "Socio-cultural",
        Pillar.CrossPillar => "Cross-pillar",
        Nature.Continuing => "Continuing cooperation",
        Side.Asean => "ASEAN",
        Side.Rok => "ROK",
        Schedule.NotApplicable => "–",
        Assurance.Press => "From the press",
        Assurance.Official => "From an official source",
        Assurance.OneSide => "Confirmed by one side",
        Assurance.SelfReported => "Self-reported",
        Area.SmallBusinessAndStartUps => "Small business and start-ups",
        Area.SustainableDevelopmentAndClimate => "Sustainable development and climate",
        Area.ConnectivityAndNarrowingTheGap => "Connectivity and narrowing the gap",
        Standing.DeliveredBefore => "Delivered before it was first recorded",
        EntryType.Void => "Withdrawal",
        DeadlineOutcome.WithoutDay => "Without a day",
        _ => Sentence(value.ToString()),
    };

    public static string Definition(this Phase phase) => phase switch
    {
        Phase.NotStarted => "Named or planned, and nothing of it has begun as far as the register knows.",
        Phase.UnderWay => "Something has begun and the end is not reached.",
        Phase.Delivered => "What was promised is there: opened, adopted, in force, completed or active.",
        _ => "It ended, was given up or was replaced.",
    };

    public static string Definition(this Outlook outlook) => outlook switch
    {
        Outlook.OnTrack => "Its officials expect the target to be kept.",
        Outlook.AtRisk => "The target may be missed; the cause and the next step are named.",
        Outlook.OffTrack => "The target will be missed unless something changes; the cause and the next step are named.",
        _ => "Nobody has rated it within the reporting cycle.",
    };

    public static string Definition(this Nature nature) => nature switch
    {
        Nature.Deliverable => "It has an end that can be seen, and counts in the figures.",
        Nature.Continuing => "It goes on without an end; it is listed with its last activity and has no percentage.",
        Nature.Position => "It states a view or a principle; it is listed and never late.",
        Nature.Proposal => "One side proposed it and it is not yet taken up.",
        _ => "It belongs to one side or to third parties and is only pointed to.",
    };

    public static string Definition(this Schedule schedule) => schedule switch
    {
        Schedule.NoDate => "No target date is set; that is a valid answer and never overdue.",
        Schedule.Upcoming => "The target lies ahead, or its words set no latest day.",
        Schedule.Due => "The latest day of the target is near: within the due window, 60 days unless the installation sets another.",
        Schedule.Overdue => "The latest day of the target has passed and the stage it is for is not reached.",
        Schedule.MetOnTime => "The stage that the target is for was reached by its latest day.",
        Schedule.MetLate => "The stage that the target is for was reached after its latest day.",
        _ => "It is no longer running, and its target was not met.",
    };

    public static string Definition(this Assurance assurance) => assurance switch
    {
        Assurance.SelfReported => "The present stage rests on the word of who reported it.",
        Assurance.Press => "The present stage rests on press reports.",
        Assurance.Official => "The present stage rests on a statement, page or database of a government, secretariat or organisation.",
        Assurance.OneSide => "Somebody else of one side confirmed the present stage.",
        Assurance.Confirmed => "Both sides confirmed the present stage.",
        _ => "One side contests the present stage.",
    };

    public static string Definition(this Stage stage) => stage switch
    {
        Stage.NoActionReported => "It was promised, and no action has been reported.",
        Stage.Planned => "Somebody leads it and has set a target, or said that no date is set.",
        Stage.InProgress => "Work on it has begun.",
        Stage.Completed => "It is done, with its result on record.",
        Stage.Continuing => "It goes on without an end.",
        Stage.Offered => "One side has said that it would give.",
        Stage.Pledged => "Contributor, purpose and sum are named, or the sum is said not to be.",
        Stage.PartlyDelivered => "Part of it has arrived.",
        Stage.Delivered => "All of it has arrived.",
        Stage.Withdrawn => "The contributor took it back.",
        Stage.Proposed => "It has been put forward and not decided.",
        Stage.Drafting => "Its text is being written.",
        Stage.Finalised => "Its text is ready for adoption.",
        Stage.Adopted => "A meeting or body has adopted it.",
        Stage.InForce => "It applies.",
        Stage.Ended => "It is over.",
        Stage.FinalReportAdopted => "Its final report is adopted and every action line has an outcome.",
        Stage.Announced => "A source announces it.",
        Stage.Agreed => "The body that decides has agreed to it.",
        Stage.Funded => "Money has been received.",
        Stage.Operating => "Money has been approved for projects.",
        Stage.Closing => "It takes no new projects and winds up.",
        Stage.Closed => "It is finished and wound up.",
        Stage.UnderDiscussion => "The sides talk about it.",
        Stage.StudyUnderWay => "A feasibility study is being made.",
        Stage.StudyCompleted => "The feasibility study is done, with a recommendation.",
        Stage.LegalBasisConcluded => "The instrument that it rests on is signed.",
        Stage.SettingUp => "Premises, staff and rules are being put in place.",
        Stage.Opened => "It has opened its doors.",
        Stage.Dormant => "It exists and does not work at present.",
        Stage.Negotiating => "Its text is being negotiated.",
        Stage.Concluded => "Negotiations are concluded; it is not signed yet.",
        Stage.Signed => "It is signed.",
        Stage.Ratifying => "Some of the parties have ratified it.",
        Stage.InForceForSome => "It applies between some of the parties.",
        Stage.Expired => "Its term has run out; it can be renewed.",
        Stage.Terminated => "It was ended before its time.",
        Stage.TextAgreed => "The text is agreed and not signed yet.",
        Stage.InPreparation => "Its text is being prepared.",
        Stage.Concept => "A concept note exists.",
        Stage.Appraised => "The proposal has been assessed.",
        Stage.Approved => "The body that approves projects has approved it.",
        Stage.Implementing => "Its activities are running.",
        Stage.ActivitiesCompleted => "Its activities are done; the completion report is not.",
        Stage.Running => "It runs with no end planned.",
        Stage.Rejected => "It was not approved.",
        Stage.UnderWay => "The study is being made.",
        Stage.Active => "It has been established or has met.",
        Stage.OnHold => "It pauses; phase and figure stay as they were, and a review day is set.",
        Stage.NotPursued => "It was given up before it was delivered.",
        Stage.Superseded => "Another item takes its place and counts instead.",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>The phase's symbol, beside its word and colour.</summary>
    public static string Symbol(this Phase phase) => phase switch
    {
        Phase.NotStarted => "○",
        Phase.UnderWay => "◐",
        Phase.Delivered => "●",
        _ => "✕",
    };

    public static string Symbol(this Outlook outlook) => outlook switch
    {
        Outlook.OnTrack => "↗",
        Outlook.AtRisk => "!",
        Outlook.OffTrack => "‼",
        _ => "–",
    };

    /// <summary>"Stage not stated" for none.</summary>
    public static string NameOf(Stage? stage) => stage?.Name() ?? "Stage not stated";

    /// <summary>What a document's kind is called, and whose word it is.</summary>
    public static string Name(this DocumentKind kind) => kind switch
    {
        DocumentKind.OfficialPage => "Official page",
        DocumentKind.PressReport => "Press report",
        DocumentKind.JointDeclaration => "Joint declaration",
        _ => kind.ToString(),
    };

    /// <summary>"1st", "22nd", "113th".</summary>
    public static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };

    private static string Sentence(string pascal)
    {
        var words = new StringBuilder(pascal.Length + 8);
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }

        return words.ToString();
    }
}
