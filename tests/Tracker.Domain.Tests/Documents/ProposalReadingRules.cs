using System.Diagnostics;
using Tracker.Domain.Documents;
using Tracker.Domain.Items;

namespace Tracker.Domain.Tests.Documents;

public class ProposalReadingRules
{
    private static readonly DateOnly Day = new(2031, 5, 3);

    private static IReadOnlyList<Proposal> Read(params string[] paragraphs) => ProposalReading.Read(paragraphs, Day);

    private static Proposal One(string title, params string[] paragraphs) => Assert.Single(Read(paragraphs), p => p.Title == title);

    private static string[] Titles(params string[] paragraphs) => [.. Read(paragraphs).Select(p => p.Title)];

    [Theory]
    [InlineData("We welcomed the establishment of the ASEAN-ROK Tidal Research Centre.", "ASEAN-ROK Tidal Research Centre", Nature.Deliverable)]
    [InlineData("We looked forward to the adoption of the ASEAN-ROK Work Plan on Ports.", "ASEAN-ROK Work Plan on Ports", Nature.Deliverable)]
    [InlineData("We noted the signing of the ASEAN-ROK Memorandum of Understanding on Ferries.", "ASEAN-ROK Memorandum of Understanding on Ferries", Nature.Deliverable)]
    [InlineData("We welcomed the launch of the ASEAN-ROK Ports Forum.", "ASEAN-ROK Ports Forum", Nature.Deliverable)]
    [InlineData("We encouraged the early conclusion of the ASEAN-ROK Ferry Agreement.", "ASEAN-ROK Ferry Agreement", Nature.Deliverable)]
    [InlineData("We noted the feasibility study on a ferry terminal.", "Feasibility study on a ferry terminal", Nature.Deliverable)]
    [InlineData("We agreed to upgrade the ferry terminals.", "Upgrade the ferry terminals", Nature.Deliverable)]
    [InlineData("We agreed to strengthen cooperation in ferry safety.", "Strengthen cooperation in ferry safety", Nature.Continuing)]
    [InlineData("We reaffirmed our support for the ASEAN-ROK Ports Forum.", "ASEAN-ROK Ports Forum", Nature.Continuing)]
    [InlineData("We welcomed the support for young pilots.", "Support young pilots", Nature.Continuing)]
    [InlineData("We underscored the importance of strengthening trust among neighbours.", "Strengthen trust among neighbours", Nature.Position)]
    [InlineData("We recognised the importance of calm seas for every harbour.", "Calm seas for every harbour", Nature.Position)]
    [InlineData("We welcomed the Harbour Convention.", "Harbour Convention", Nature.Reference)]
    [InlineData("We noted the Lanterns Declaration of 2019.", "Lanterns Declaration", Nature.Reference)]
    public void The_nature_is_by_what_a_sentence_is_about(string sentence, string title, Nature nature) => Assert.Equal(nature, One(title, sentence).Nature);

    [Theory]
    [InlineData("We noted the ROK’s proposal to establish a new cooperation fund for harbours.", "New cooperation fund for harbours", "the ROK")]
    [InlineData("We noted the proposal of Viet Nam to open a training programme for pilots.", "Training programme for pilots", "Viet Nam")]
    [InlineData("We welcomed the ASEAN-ROK Lantern Centre, as proposed by Cambodia.", "ASEAN-ROK Lantern Centre", "Cambodia")]
    [InlineData("The ROK proposed to strengthen cooperation in ferry safety.", "Strengthen cooperation in ferry safety", "The ROK")]
    public void What_one_side_proposes_is_a_proposal_of_that_side(string sentence, string title, string proposer)
    {
        var proposal = One(title, sentence);

        Assert.Equal((Nature.Proposal, proposer), (proposal.Nature, proposal.Proposer));
    }

    [Fact]
    public void What_nobody_proposes_has_no_proposer() =>
        Assert.Null(One("ASEAN-ROK Tides Centre", "We welcomed the ROK’s support for the establishment of the ASEAN-ROK Tides Centre.").Proposer);

    [Theory]
    [InlineData("ASEAN-ROK Tidal Research Centre", Kind.Centre, Form.Centre)]
    [InlineData("ASEAN-ROK Harbour Fund", Kind.Fund, Form.None)]
    [InlineData("ASEAN-ROK Plan of Action", Kind.Plan, Form.None)]
    [InlineData("ASEAN-ROK Ferry Agreement", Kind.Agreement, Form.Treaty)]
    [InlineData("ASEAN-ROK Memorandum of Understanding on Ferries", Kind.Agreement, Form.Memorandum)]
    [InlineData("ASEAN-ROK Joint Declaration on Tides", Kind.Agreement, Form.Declaration)]
    [InlineData("ASEAN-ROK Dialogue on Ports", Kind.Mechanism, Form.None)]
    [InlineData("ASEAN-ROK Pilot Training Programme", Kind.Project, Form.Programme)]
    [InlineData("ASEAN-ROK Lantern Project", Kind.Project, Form.Project)]
    [InlineData("ASEAN-ROK Tide Study", Kind.Project, Form.Study)]
    public void The_kind_is_by_the_head_of_a_name(string name, Kind kind, Form form)
    {
        var proposal = One(name, $"We welcomed the {name}.");

        Assert.Equal((true, kind, form), (proposal.IsNamed, proposal.Kind, proposal.Form));
    }

    [Theory]
    [InlineData("We noted the feasibility study on a ferry terminal.", "Feasibility study on a ferry terminal", Kind.Project, Form.Study)]
    [InlineData("We agreed to set up a new cooperation fund for ferries.", "New cooperation fund for ferries", Kind.Fund, Form.None)]
    [InlineData("We agreed to establish a research centre for tides.", "Research centre for tides", Kind.Centre, Form.Centre)]
    [InlineData("We agreed to develop a master plan on harbours.", "Master plan on harbours", Kind.Plan, Form.None)]
    [InlineData("We agreed to conclude a memorandum of understanding on pilots.", "Memorandum of understanding on pilots", Kind.Agreement, Form.Memorandum)]
    [InlineData("We agreed to establish a working group on lanterns.", "Working group on lanterns", Kind.Mechanism, Form.None)]
    [InlineData("We agreed to launch scholarships for young pilots.", "Scholarships for young pilots", Kind.Project, Form.Programme)]
    public void The_kind_of_a_thing_in_small_letters_is_by_its_words(string sentence, string title, Kind kind, Form form)
    {
        var proposal = One(title, sentence);

        Assert.Equal((false, kind, form), (proposal.IsNamed, proposal.Kind, proposal.Form));
    }

    [Fact]
    public void An_acronym_that_was_explained_is_its_name_later()
    {
        var proposals = Read("We welcomed the launch of the ASEAN-Korea Tides Forum (AKTF).", "We commended the AKTF.");

        Assert.Equal([(0, "AKTF"), (1, "AKTF")], proposals.Where(p => p.Title == "ASEAN-Korea Tides Forum").Select(p => (p.Paragraph, p.Acronym)));
    }

    [Fact]
    public void An_acronym_that_the_register_knows_is_what_it_is_there()
    {
        var proposal = Assert.Single(ProposalReading.Read(["We commended the AKTF."], Day, new Dictionary<string, (Kind, Form)> { ["AKTF"] = (Kind.Mechanism, Form.None) }));

        Assert.Equal(("AKTF", Kind.Mechanism), (proposal.Title, proposal.Kind));
        Assert.DoesNotContain(Read("We commended the AKTF."), p => p.IsNamed);
    }

    [Fact]
    public void The_new_plan_is_the_one_named_before()
    {
        var plan = Read(
            "We adopted the ASEAN-ROK Plan of Action to Implement the Vision of Calm Seas (2031-2035).",
            "We tasked our officials to implement the new Plan of Action.")
            .Where(p => p.IsNamed).ToList();

        Assert.Equal([0, 1], plan.Select(p => p.Paragraph));
        Assert.All(plan, p => Assert.Equal(("ASEAN-ROK Plan of Action to Implement the Vision of Calm Seas", "2031-2035"), (p.Title, p.Period!.Text)));
    }

    [Theory]
    [InlineData("We agreed to strengthen cooperation on trade, tourism and ports.", "Strengthen cooperation on trade", "Strengthen cooperation on tourism", "Strengthen cooperation on ports")]
    [InlineData("We agreed to strengthen ferry safety and to promote trade in fish.", "Strengthen ferry safety", "Promote trade in fish")]
    [InlineData("We agreed to cooperate on peace, security and stability.", "Cooperate on peace, security and stability")]
    [InlineData("We agreed to strengthen cooperation on harbours and pilots.", "Strengthen cooperation on harbours and pilots")]
    [InlineData("We agreed to strengthen cooperation on ports, especially in narrow straits.", "Strengthen cooperation on ports, especially in narrow straits")]
    public void Lists_are_split_but_not_words_that_stand_together(string sentence, params string[] titles) => Assert.Equal(titles, Titles(sentence));

    [Fact]
    public void What_a_list_holds_is_said_by_who_leads_to_it()
    {
        var proposals = Read("The Ministers agreed to:\n(a) strengthen ferry safety;\n(b) establish a centre for tides.");

        Assert.Equal(
            [("Strengthen ferry safety", "The Ministers", "agreed to", Strength.Agreed), ("Centre for tides", "The Ministers", "agreed to", Strength.Agreed)],
            proposals.Select(p => (p.Title, p.Speaker, p.Verb, p.Strength)));
    }

    [Theory]
    [InlineData("We were pleased with the progress of the establishment of the ASEAN-ROK Tides Centre.", "progress of the establishment")]
    [InlineData("We noted the ongoing negotiations on the ASEAN-ROK Tides Centre.", "ongoing negotiations")]
    [InlineData("We commended the ASEAN-ROK Tides Centre.", null)]
    public void The_state_is_as_the_text_says_it(string sentence, string? state) => Assert.Equal(state, One("ASEAN-ROK Tides Centre", sentence).State);

    [Theory]
    [InlineData("We looked forward to the signing of the ASEAN-ROK Ferry Agreement by the end of 2032.", "ASEAN-ROK Ferry Agreement", "by the end of 2032", "2032-12-31")]
    [InlineData("We agreed to complete the joint study on tides by early 2032.", "Joint study on tides", "by early 2032", "2032-04-30")]
    public void A_deadline_is_as_it_is_written(string sentence, string title, string words, string latest)
    {
        var deadline = One(title, sentence).Deadline!;

        Assert.Equal((words, latest), (deadline.Words, deadline.Latest?.ToString("O")));
    }

    [Fact]
    public void What_is_over_is_no_deadline() => Assert.Null(One("ASEAN-ROK Tides Centre", "We welcomed the opening of the ASEAN-ROK Tides Centre in March 2030.").Deadline);

    [Fact]
    public void The_period_beside_a_name_is_its_period_and_part_of_its_longer_name()
    {
        var plan = One("ASEAN-ROK Work Plan on Ports", "We adopted the ASEAN-ROK Work Plan on Ports (2031-2035).");

        Assert.Equal(new Period("2031-2035", new(2031, 1, 1), new(2035, 12, 31)), plan.Period);
        Assert.Equal(["ASEAN-ROK Work Plan on Ports (2031-2035)"], plan.OtherNames);
    }

    [Fact]
    public void A_sum_that_is_given_is_proposed_with_its_contribution()
    {
        var gift = One("Contribution of USD 5 million to the ASEAN-ROK Harbour Fund", "We appreciated the ROK’s contribution of USD 5 million to the ASEAN-ROK Harbour Fund.");

        Assert.Equal((Kind.Contribution, Nature.Deliverable, "USD 5,000,000"), (gift.Kind, gift.Nature, gift.Sum?.InWords));
    }

    [Fact]
    public void A_statistic_is_no_sum()
    {
        var proposals = Read("We noted that trade reached USD 3 billion in 2030 and agreed to promote trade in fish.");

        Assert.NotEmpty(proposals);
        Assert.All(proposals, p => Assert.Null(p.Sum));
    }

    [Theory]
    [InlineData("We encouraged the Port Ministers to establish a joint study on tides.", "Joint study on tides", "the Port Ministers")]
    [InlineData("We called on all parties to strengthen ferry safety.", "Strengthen ferry safety", "all parties")]
    [InlineData("We agreed to strengthen ferry safety.", "Strengthen ferry safety", null)]
    public void Who_is_asked_is_the_addressee(string sentence, string title, string? addressee) => Assert.Equal(addressee, One(title, sentence).Addressee);

    [Theory]
    [InlineData("We agreed to support pilots under the ASEAN-ROK Plan of Action.", "Support pilots", RelationKind.PartOf, "ASEAN-ROK Plan of Action")]
    [InlineData("We agreed to step up efforts to implement the ASEAN-ROK Plan of Action.", "Step up efforts to implement the ASEAN-ROK Plan of Action", RelationKind.Implements, "ASEAN-ROK Plan of Action")]
    [InlineData("We noted the feasibility study on the ASEAN-ROK Tides Centre.", "Feasibility study on the ASEAN-ROK Tides Centre", RelationKind.Prepares, "ASEAN-ROK Tides Centre")]
    [InlineData("We noted the joint study on tides under the ASEAN-ROK Plan of Action.", "Joint study on tides", RelationKind.PartOf, "ASEAN-ROK Plan of Action")]
    [InlineData("We agreed to establish a centre for tides in line with the ASEAN-ROK Plan of Action.", "Centre for tides in line with the ASEAN-ROK Plan of Action", RelationKind.Implements, "ASEAN-ROK Plan of Action")]
    public void Relations_are_to_what_the_same_words_name(string sentence, string title, RelationKind kind, string name) =>
        Assert.Equal([(kind, name)], One(title, sentence).Relations);

    [Theory]
    [InlineData("We agreed to establish a centre for tides near the ASEAN-ROK Harbour House.", "Centre for tides near the ASEAN-ROK Harbour House")]
    [InlineData("We welcomed the ASEAN-ROK Pilot Training Programme, funded by the ASEAN-ROK Harbour Fund.", "ASEAN-ROK Pilot Training Programme")]
    public void What_stands_beside_a_name_without_a_word_of_how_has_no_relation(string sentence, string title) => Assert.Empty(One(title, sentence).Relations);

    [Theory]
    [InlineData("We welcomed the ASEAN-ROK Pilot Training Programme, funded by the ASEAN-ROK Harbour Fund.", "ASEAN-ROK Pilot Training Programme")]
    [InlineData("We agreed to launch a training programme for pilots supported by the ASEAN-ROK Harbour Fund.", "Training programme for pilots supported by the ASEAN-ROK Harbour Fund")]
    public void A_fund_that_pays_is_the_fund_of_what_it_pays_for(string sentence, string title)
    {
        Assert.Equal("ASEAN-ROK Harbour Fund", One(title, sentence).FundedBy);
        Assert.Null(One("ASEAN-ROK Harbour Fund", sentence).FundedBy);
    }

    [Theory]
    [InlineData("We discussed the impact of the Coronavirus Disease (COVID-19) on ports.")]
    [InlineData("We noted the growth of the Gross Domestic Product (GDP) in Thailand and New Zealand.")]
    [InlineData("We welcomed the efforts of Viet Nam, the United Kingdom and the European Union.")]
    public void Diseases_statistics_and_countries_are_not_named(string sentence) => Assert.DoesNotContain(Read(sentence), p => p.IsNamed);

    [Theory]
    [InlineData("We appreciated the hospitality of the people of Port Vale.")]
    [InlineData("We commended the chairmanship of Viet Nam.")]
    [InlineData("We thanked Cambodia for the warm hospitality and the excellent arrangements.")]
    [InlineData("We expressed our appreciation for the excellent arrangements made in Port Vale.")]
    public void Courtesies_ask_for_nothing(string sentence) => Assert.Empty(Read(sentence));

    [Fact]
    public void Each_sentence_proposes_where_it_stands()
    {
        const string First = "We commended the pilots for their calm.";
        const string Second = "We agreed to strengthen ferry safety.";

        var proposal = One("Strengthen ferry safety", "We met in May.", $"{First} {Second}");

        Assert.Equal((1, Second), (proposal.Paragraph, $"{First} {Second}"[proposal.Start..proposal.End]));
    }

    [Fact]
    public void Areas_are_by_the_words_of_a_sentence()
    {
        Assert.Equal((Area.Tourism, Pillar.Economic), (One("Strengthen tourism", "We agreed to strengthen tourism.").Area, One("Strengthen tourism", "We agreed to strengthen tourism.").Pillar));
        Assert.Equal(Area.Forestry, One("Protect mangrove forests", "We agreed to protect mangrove forests.").Area);
    }

    private static readonly string[] Several =
    [
        "We welcomed the establishment of the ASEAN-ROK Tides Centre (ARTC), and agreed to promote trade in fish. We agreed to strengthen ferry safety.",
        "We agreed to strengthen cooperation on trade, tourism and ports.",
        "We agreed to strengthen ferry safety.",
        "We commended the ARTC.",
    ];

    [Fact]
    public void The_same_text_is_proposed_in_the_same_way_each_with_its_own_key()
    {
        string[] Of() => [.. Read(Several).Select(p => $"{p.Key} {p.Title}")];

        Assert.Equal(Of(), Of());
        Assert.Equal(Read(Several).Count, Read(Several).Select(p => p.Key).Distinct().Count());
    }

    [Fact]
    public void Keys_of_untouched_sentences_stay_while_other_paragraphs_change()
    {
        string[] Keys(IReadOnlyList<Proposal> of, string title) => [.. of.Where(p => p.Title == title).Select(p => p.Key)];
        var before = Read(Several);

        var after = Read(["We met again, and agreed to promote music.", .. Several.Select(s => s.Replace("trade, tourism", "kites, tourism", StringComparison.Ordinal))]);

        Assert.Equal(Keys(before, "Strengthen ferry safety"), Keys(after, "Strengthen ferry safety"));
        Assert.Equal(Keys(before, "ASEAN-ROK Tides Centre"), Keys(after, "ASEAN-ROK Tides Centre"));
        Assert.NotEqual(Keys(before, "Strengthen cooperation on ports"), Keys(after, "Strengthen cooperation on ports"));
    }

    [Fact]
    public void A_communique_of_130_000_characters_is_proposed_in_time()
    {
        string[] paragraphs = [.. Enumerable.Range(0, 260).Select(n => $"We welcomed the progress of the establishment of the ASEAN-ROK Tides Centre {n} (ARTC{n}) in Port Vale, and reaffirmed our commitment to strengthen cooperation on trade, tourism and ports, including through capacity building of harbours. We encouraged the Port Ministers to complete the joint study on tides by the end of 2032, funded by the ASEAN-ROK Harbour Fund, and noted with appreciation the ROK’s contribution of USD {n + 1} million as well as the support of the partners for young pilots, teachers and nurses under the Plan of Action (2031-2035).")];
        Read(paragraphs[0]);

        var began = Environment.CpuUsage.TotalTime;
        var proposals = Read(paragraphs);
        var took = Environment.CpuUsage.TotalTime - began;

        Assert.True(paragraphs.Sum(p => p.Length) > 130_000 && proposals.Count > 1000);
        Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}.");
    }

    [Fact]
    public void Hostile_sentences_are_proposed_in_time()
    {
        static string Often(string words, int characters = 130_000) => string.Concat(Enumerable.Repeat(words, characters / words.Length));
        var random = new Random(7);
        string[] hostile =
        [
            $"We agreed to strengthen {Often("ferry ")}.", $"We agreed to {Often("strengthen ")}.", $"We agreed to {Often("and strengthen, ")}.", $"We noted {Often("(")}.", $"We noted {Often("(a ")}{Often(") ")}.",
            $"We noted {Often("the progress of the establishment of ")} the Tides Centre.", $"We noted the {Often("Tides ")}Centre.", $"We noted the {Often("Centre of ")}Tides.", $"We noted the {Often("Tides Centre (TC) and the ")}.",
            $"We agreed to cooperate on {Often("trade, ")} and ports.", $"We noted {Often("the proposal of ")} Ports.", $"We noted {Often("study on ")}", $"We noted {Often("which ")}", $"We agreed to:\n{Often("(a) strengthen ports;\n")}",
            $"We agreed {Often("\u202eto strengthen \u200fports ")}", $"We noted {Often("\u0000\u0007\ud800 ")}", string.Concat(Enumerable.Range(0, 130_000).Select(_ => (char)random.Next(0xffff))), Often("We noted. "), Often("we agreed to strengthen and "),
            $"We noted {Often("under the Plan of Action ")}.", Often(" "), Often("’s "), Often("A-B "), new('W', 130_000), $"We noted {Often("USD 5 million ")}", $"We noted {Often("by the end of ")}",
        ];

        foreach (var (n, text) in hostile.Index())
        {
            var began = Environment.CpuUsage.TotalTime;
            foreach (var proposal in Read(text))
            {
                Assert.InRange(proposal.Title.Length, 1, 300);
            }

            // Other tests run on the same cores meanwhile.
            var took = Environment.CpuUsage.TotalTime - began;
            Assert.True(took < TimeSpan.FromSeconds(30), $"Sentence {n} took {took}.");
        }
    }
}
