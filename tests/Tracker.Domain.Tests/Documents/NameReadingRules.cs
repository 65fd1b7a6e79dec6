using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

public class NameReadingRules
{
    [Theory]
    [InlineData("the establishment of the Tidal Research Centre in Port Vale", "Tidal Research Centre", null, "Centre")]
    [InlineData("the Port Cooperation Fund (PCF) to serve", "Port Cooperation Fund", "PCF", "Fund")]
    [InlineData("the Plan of Action to Implement the Vision for Peace, Trade and Tides (2031-2035).", "Plan of Action to Implement the Vision for Peace, Trade and Tides", null, "Plan of Action")]
    [InlineData("the Institute for Peace and Reconciliation (IPR)", "Institute for Peace and Reconciliation", "IPR", "Institute")]
    [InlineData("the 3rd Ministers’ Meeting on Ports and Ferries.", "3rd Ministers’ Meeting on Ports and Ferries", null, "Meeting")]
    [InlineData("the Tides Work Plan IV", "Tides Work Plan IV", null, "Work Plan")]
    [InlineData("the Trade in Goods Agreement", "Trade in Goods Agreement", null, "Agreement")]
    [InlineData("the Launching of the Ferry Initiative", "Ferry Initiative", null, "Initiative")]
    [InlineData("the PMMTC + ROK Consultation", "PMMTC + ROK Consultation", null, "Consultation")]
    public void A_name_has_its_acronym_and_its_head(string words, string name, string? acronym, string head)
    {
        var read = NameReading.Names(words)[0];

        Assert.Equal((name, acronym, head), (read.Name, read.Acronym, read.Head));
    }

    [Fact]
    public void A_period_beside_a_name_is_its_period()
    {
        var read = Assert.Single(NameReading.Names("the Tides Work Plan 2031 - 2035."));

        Assert.Equal(("Tides Work Plan", 2031, 2035), (read.Name, read.From, read.Until));
    }

    [Theory]
    [InlineData("the Ports Fund and the Tides Centre", "Ports Fund", "Tides Centre")]
    [InlineData("the Ports Fund (PF) and Tides Centre (TC)", "Ports Fund", "Tides Centre")]
    [InlineData("ASEAN and the Tides Centre", "Tides Centre")]
    [InlineData("the Tides Centre in Port Vale", "Tides Centre", "Port Vale")]
    public void Two_names_stay_two(string words, params string[] names) => Assert.Equal(names, NameReading.Names(words).Select(n => n.Name));

    [Theory]
    [InlineData("We noted trade in May.")]
    [InlineData("ASEAN appreciated the ROK and ASEAN-ROK cooperation of USD 5 million.")]
    public void Partners_months_and_beginnings_are_no_names(string words) => Assert.Empty(NameReading.Names(words));

    [Fact]
    public void A_name_says_where_it_stands()
    {
        const string Words = "We welcomed the Port Fund (PF) of 2031.";
        var read = Assert.Single(NameReading.Names(Words));

        Assert.Equal("Port Fund (PF)", Words[read.Start..read.End]);
    }

    [Theory]
    [InlineData("We noted the Third Tidal Revolution (3TR) and its risks.", "3TR")]
    [InlineData("They praised shore-to-shore (S2S) links.", "S2S")]
    [InlineData("We met about the Marsh Fever 2031 (FEVER-31) outbreak.", "FEVER-31")]
    [InlineData("The Tides Office for Rescue on coastal safety (TO Rescue) reported.", "TO Rescue")]
    [InlineData("We opened the Isles Ports Technical Training Course (PTTC) for Safe Harbours (SAFE).", "PTTC")]
    public void Every_short_form_in_brackets_is_read(string sentence, string acronym) =>
        Assert.Contains(NameReading.Names(sentence), n => n.Acronym == acronym);

    [Theory]
    [InlineData("We gave five (5) boats and a sum (USD).")]
    [InlineData("We met (as in 2030) at sea.")]
    public void What_else_stands_in_brackets_is_no_short_form(string sentence) =>
        Assert.DoesNotContain(NameReading.Names(sentence), n => n.Acronym is not null);
}
