using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

public class FactReadingRules
{
    private static readonly DateOnly Day = new(2031, 5, 3);

    [Theory]
    [InlineData("A contribution of USD 1 million was made.", "USD 1,000,000")]
    [InlineData("A contribution of US$2.5 million was made.", "USD 2,500,000")]
    [InlineData("A contribution of US$ 300,000 was made.", "USD 300,000")]
    [InlineData("A contribution of 5 billion won was made.", "KRW 5,000,000,000")]
    [InlineData("A contribution of KRW 1.2 trillion was made.", "KRW 1,200,000,000,000")]
    [InlineData("A contribution of €40,000.50 was made.", "EUR 40,000.50")]
    [InlineData("A contribution of 12 million US dollars was made.", "USD 12,000,000")]
    [InlineData("A contribution of CHF 3 million was made.", "CHF 3,000,000")]
    public void A_sum_has_its_currency_and_its_scale(string sentence, string sum)
    {
        var read = Assert.Single(FactReading.Sums(sentence));

        Assert.Equal((sum, false), (read.Money.InWords, read.IsStatistic));
        Assert.Equal(read.Words, sentence.Substring(read.Start, read.Words.Length));
    }

    [Theory]
    [InlineData("There were 5 million visitors and ABC 12 took part.")]
    [InlineData("The 21st summit of 2031 had 12 paragraphs.")]
    [InlineData("A sum of USD 999999999999 trillion was named.")]
    [InlineData("JPY 0.5 was named.")]
    public void What_is_no_money_is_none(string sentence) => Assert.Empty(FactReading.Sums(sentence));

    [Theory]
    [InlineData("Total bilateral merchandise trade reached USD 156.5 billion.")]
    [InlineData("Foreign Direct Investment (FDI) inflows were USD 2.6 billion.")]
    public void A_statistic_of_trade_is_no_money_of_anybody(string sentence) => Assert.True(Assert.Single(FactReading.Sums(sentence)).IsStatistic);

    [Theory]
    [InlineData("the Plan (2031-2035)", "2031-2035", "2031-01-01", "2035-12-31")]
    [InlineData("the Plan 2031 – 2035", "2031 – 2035", "2031-01-01", "2035-12-31")]
    [InlineData("for the 2031-2034 cycle", "2031-2034 cycle", "2031-01-01", "2034-12-31")]
    [InlineData("from 2031 to 2035", "from 2031 to 2035", "2031-01-01", "2035-12-31")]
    [InlineData("by the end of the year", "by the end of the year", null, "2031-12-31")]
    [InlineData("by the end of 2033", "by the end of 2033", null, "2033-12-31")]
    [InlineData("by 2040", "by 2040", null, "2040-12-31")]
    [InlineData("by June 2032", "by June 2032", null, "2032-06-30")]
    [InlineData("no later than 15 February 2032", "no later than 15 February 2032", null, "2032-02-15")]
    [InlineData("in 2032", "in 2032", "2032-01-01", "2032-12-31")]
    [InlineData("early next year", "early next year", "2032-01-01", "2032-04-30")]
    [InlineData("next year", "next year", "2032-01-01", "2032-12-31")]
    [InlineData("in the first half of 2032", "in the first half of 2032", "2032-01-01", "2032-06-30")]
    [InlineData("the third quarter of 2032", "the third quarter of 2032", "2032-07-01", "2032-09-30")]
    [InlineData("in February 2032", "in February 2032", "2032-02-01", "2032-02-29")]
    [InlineData("on 12 November 2031", "on 12 November 2031", "2031-11-12", "2031-11-12")]
    [InlineData("on14 April 2031", "on14 April 2031", "2031-04-14", "2031-04-14")]
    [InlineData("on May 3rd, 2031", "on May 3rd, 2031", "2031-05-03", "2031-05-03")]
    [InlineData("within two years", "within two years", null, "2033-05-03")]
    [InlineData("within 18 months", "within 18 months", null, "2032-11-03")]
    public void A_date_is_read_from_the_day_of_its_document(string sentence, string words, string? earliest, string latest)
    {
        var read = Assert.Single(FactReading.Dates($"It opens {sentence}, they said.", Day));

        Assert.Equal((words, earliest, latest), (read.Words, read.Earliest?.ToString("yyyy-MM-dd"), read.Latest?.ToString("yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("on 31 February 2031")]
    [InlineData("the 4th Forum with 2031 guests")]
    [InlineData("(2035-2031)")]
    public void What_is_no_date_is_none(string sentence) => Assert.Empty(FactReading.Dates(sentence, Day));
}
