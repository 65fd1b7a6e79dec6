using System.Text.RegularExpressions;

namespace Tracker.Domain.Documents;

/// <summary>How the parts of a sentence look; which words there are stands in <c>Rules</c>.</summary>
public static partial class ProposalReading
{
    [GeneratedRegex(@"^(?:(?:the\s+meeting|leaders|us|to|of|that|on|in|for|about|towards|the\s+importance\s+of|the\s+need\s+(?:to|for)|the\s+significance\s+of|with\s+satisfaction|with\s+appreciation)\s+)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex Lead();

    /// <summary>What tells of a thing and names nothing to be done.</summary>
    [GeneratedRegex(@",?\s+(?:which|who|where|whereby)\s+(?!aims?\b|seeks?\b)(?:(?!\s+and\s+the\s+\p{Lu})[^,;])*|,\s+(?:adhering|consistent|in line|in accordance|as part|positioning|thereby|in collaboration)\b[^;]*", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(?<head>(?:(?!,).)*?\b(?:on|in|against|address|addressing|for|such\s+as|areas?\s+of|fields?\s+of|programmes?\s+of|of|support|maintaining|promoting|enhance|including|expansion\s+of)\s+)(?<list>(?:[^,;()]{3,70},\s+){2,12}(?:and\s+)?[^,;]{3,90}|[^,;()]{3,60},\s+[^,;()]{3,60}\s+and\s+[^,;]{3,90})$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex List();

    [GeneratedRegex(@",\s+(?:and\s+)?|\s+and\s+(?=[^,]*$)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Comma();

    [GeneratedRegex(@"\s+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:of|for|in|to)\s+", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex WithoutOf();

    [GeneratedRegex(@"^(?:the|an?|our|its|their|his|her)\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex Article();

    [GeneratedRegex(@"\p{L}", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Letters();

    /// <summary>Thanks and events that are over ask for nothing.</summary>
    [GeneratedRegex(@"^(?:the\s+)?(?:hospitality|warm welcome|excellent arrangements|arrangements made|chairmanship|leadership of|convening of|outcomes? of|successful (?:hosting|convening)|report of|attendance|briefing|for the)|^[^,;]{0,80}?\bfor\s+(?:(?:the|its|their|his|her)\s+)?(?:\p{L}+\s+){0,3}(?:hospitality|chairmanship|welcome|arrangements)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex Courtesy();

    /// <summary>Words of two partners: "ASEAN-Korea", "joint".</summary>
    [GeneratedRegex(@"\p{Lu}\p{L}{1,40}[-–]\p{Lu}|\bPlus\b|\bjoint\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex OfBothPartners();

    [GeneratedRegex(@"importance|need|significance|recogni|underlin|underscor|stress|emphasi", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Importance();

    [GeneratedRegex(@"\bpropos(?:als?|ed|es|e)\s+(?:to|of|on|for|by|that)\b|[’']s?\s+proposals?\b|^propose(?:d|s)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex OwnProposal();

    [GeneratedRegex(@"\bas\s+proposed\s+by\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex AsProposed();

    [GeneratedRegex(@"(?:proposed\s+by|proposals?\s+(?:of|by))\s+(?<a>(?:the\s+)?\p{Lu}[\p{L}-]*(?:\s+\p{Lu}[\p{L}-]*){0,8})|(?<![\p{L}-])(?<b>(?:the\s+)?\p{Lu}[\p{L}-]{0,40}(?:\s+\p{Lu}[\p{L}-]{0,40}){0,8})[’']s?\s+proposal", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex ByWhom();

    [GeneratedRegex(@"^.*\bproposals?\s+(?:(?:of|by)\s+(?:the\s+)?\p{Lu}[\p{L}-]*(?:\s+\p{Lu}[\p{L}-]*)*\s+(?:to\s+\p{L}+|for|on)|to\s+\p{L}+|for|of|on)\s+(?:(?:the|an?)\s+)?", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex ProposalTo();

    /// <summary>Two partners in one name: "ASEAN-Korea", "APT", "ASEAN Plus Three".</summary>
    [GeneratedRegex(@"^(?:Joint\b|Third Protocol|\p{Lu}[\p{L}.]+\s*[-–]\s*\p{Lu}\p{L}+|(?:\S+\s+){0,4}\p{Lu}\p{L}+[-–]\p{Lu}\p{L}+|\S+\s+(?:Plus|\+)\s)", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Partners();

    /// <summary>"ASEAN-ROK Plan of Action (2021-2025)".</summary>
    [GeneratedRegex(@"^\p{Lu}[\p{L}.]+[-–]\p{Lu}\p{L}+\s+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex PartnersAlone();

    /// <summary>What stands before a thing and is no part of it: "progress made in the completion of the".</summary>
    [GeneratedRegex(@"^(?:providing\s+|(?:(?:the|significant|good|steady|ongoing|on-going|full|early|continued|successful)\s+)*(?:progress|discussions?|decision|efforts?|work|completion|establishment|implementation|launch|preparation|preparations|conclusion|signing|adoption|ratification|development|drafting|convening)\s+(?:made\s+)?(?:in|of|on|for|towards)\s+(?:the\s+)?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex Strip();

    /// <summary>Where the name of a thing ends and the rest of the sentence goes on.</summary>
    [GeneratedRegex(@"\s+(?:that|which|who|to\s+(?:help|further|enhance|access|assess|ensure|alleviate|foster|realise)|as\s+proposed|as\s+underlined|by\s+(?:the\s+end|early|late|[0-9]{4})|under\s+the|held|via|adopted|launched|commencing|being)\b.*$", RegexOptions.CultureInvariant | RegexOptions.Singleline, ReadingTime.Most)]
    private static partial Regex Tail();

    [GeneratedRegex(@"\bcontribution\s+of\b|\bcontributions?\s+(?:of\s+[^,]{3,60}\s+)?to\s+the\s+[^,]*Fund\b|\bincreased\s+contribution\b|\bpledge\s+of\b|\bdonation\s+of\b|\bprovision\s+of\s+\p{Lu}{3}\s+[0-9]", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Gift();

    [GeneratedRegex(@"\b(?:funded|financed|supported)\s+(?:by|through|under)\s+(?:the\s+)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex FundedBy();

    [GeneratedRegex(@"\b(?:under|within|as\s+part\s+of|in\s+the\s+framework\s+of)\s+(?:the\s+)?(?:new\s+)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Under();

    [GeneratedRegex(@"\b(?:implement|implementation\s+of|implementing|in\s+line\s+with)\s+(?:the\s+)?(?:new\s+)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Implementing();

    [GeneratedRegex(@"\bsupport(?:ing|\s+to|\s+for|\s+towards)?\s+(?:the\s+)?(?:work\s+of\s+(?:the\s+)?)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Supporting();

    /// <summary>A study is on what is named behind it, or on its establishment.</summary>
    [GeneratedRegex(@"\b(?:study\s+(?:on|of|for)|establishment\s+of|establishing|setting\s+up(?:\s+of)?)\s+(?:(?:the|an?)\s+)?(?:(?:new|proposed)\s+)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex StudyOn();

    [GeneratedRegex(@"\s*\b(?:of|on|in|for|to|towards|under|between|with|and)?\s*(?:(?:the|an?|its|our|new|first|‘|“)\s*){0,6}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex OfThe();

    [GeneratedRegex(@"\b(?:progress|discussions?|adoption|signing|establish|establishment|launch|launching|completion|conclusion|ratification|negotiations?|implementation|development|opening|convening|propos\p{L}+|decision|outcomes?|upgrad\p{L}+|entry|achievements?|preparations?|work)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, ReadingTime.Most)]
    private static partial Regex Happening();

    /// <summary>The words before a name, back to a capital letter or a comma.</summary>
    [GeneratedRegex(@"(?<=^|[,;]|\p{Lu}\S*\s)[^\p{Lu},;]*$", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex InSmallLetters();

    [GeneratedRegex(@"\b(?:of|on|in|for|to|with|from|by|the|an?)$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft, ReadingTime.Most)]
    private static partial Regex Preposition();

    [GeneratedRegex(@"[\p{L}-]+$", RegexOptions.RightToLeft, ReadingTime.Most)]
    private static partial Regex LastWord();

    [GeneratedRegex(@"[\p{L}-]+", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex Word();

    /// <summary>"Discussions for the establishment of the Centre" are about the centre.</summary>
    [GeneratedRegex(@"^(?:for\s+|on\s+)?(?:the\s+)?(?:establishment|setting up|conclusion|adoption|signing)\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex OnlyOfThat();

    [GeneratedRegex(@"\band\s+(?:\p{L}+\s+)?implementation\s+of\s+(?<rest>.+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline, ReadingTime.Most)]
    private static partial Regex AndImplementation();

    [GeneratedRegex(@"^(?:\p{Ll}[\p{L}-]*\s+){0,3}(?:measures|efforts|programmes|initiatives|steps|ways)\s+(?:to|for|on)\s+", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Means();

    [GeneratedRegex(@"\bincluding\b", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Including();

    [GeneratedRegex(@"\b(?:at|during|by)$|^(?:for\s+)?(?:its|the|a)?\s*(?:co-)?chair", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex AtAPlace();

    [GeneratedRegex(@"as\s+well\s+as", RegexOptions.None, ReadingTime.Most)]
    private static partial Regex AsWell();

    /// <summary>"The project on Enhancing …": the name has no head, what stands before it says what it is.</summary>
    [GeneratedRegex(@"\b(?<thing>project|programme|workshop)\s+(?:on|for|called|entitled)\s+(?:the\s+)?$", RegexOptions.CultureInvariant, ReadingTime.Most)]
    private static partial Regex Called();
}
