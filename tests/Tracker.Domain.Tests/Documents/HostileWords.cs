using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>Words that a register would refuse are not read out of a text.</summary>
public class HostileWords
{
    [Theory]
    [InlineData("from 2035 to 2031", 0)]
    [InlineData("from 2035 until the end of 2031", 0)]
    [InlineData("between 2035 and 2031", 0)]
    [InlineData("in the period 2035-2031", 0)]
    [InlineData("from 2031 to 2031", 1)]
    [InlineData("from 2031 to 2035", 1)]
    [InlineData("between 2031 and 2035", 1)]
    public void Dates_that_end_before_they_begin_are_none(string words, int dates) => Assert.Equal(dates, FactReading.Dates(words, new(2031, 5, 3)).Count);

    [Fact]
    public void A_text_has_no_character_that_a_register_refuses()
    {
        var all = string.Concat(Enumerable.Range(0, 0x3000).Select(c => (char)c));

        Assert.True(Texts.IsClean(TextReading.Clean(all + "\ud83da\udc00")));
        Assert.Equal("We noted שלום, Nguyễn, \u200e\u200f and 👨\u200d👩.", TextReading.Clean("We\u2066 noted\u2069 \u202eשלום\u202c, Nguyễn, \u200e\u200f and 👨\u200d👩."));
    }
}
