using CsCheck;
using Tracker.Domain.Documents;

namespace Tracker.Domain.Tests.Documents;

/// <summary>Two documents, item by item.</summary>
public sealed class DocumentComparisonRules
{
    private static readonly Gen<List<(string Item, Mention Mention)>> AnyMentions =
        (from item in Gen.Int[0, 8]
         from strength in Gen.Enum<Strength>()
         from verb in Gen.OneOf(Gen.Const("welcomed"), Gen.Const("noted"), Gen.Const(""))
         from paragraph in Gen.Int[0, 2]
         select ($"ITEM-{item}", new Mention("ANY", paragraph == 0 ? null : paragraph, "We", verb, strength))).List[0, 30];

    private static (string, Mention) Said(string item, Strength strength, string verb = "x") => (item, new("ANY", 1, "We", verb, strength));

    private static Dictionary<string, Repetition> Compared(IEnumerable<(string, Mention)> before, IEnumerable<(string, Mention)> after) =>
        DocumentComparison.Of(before, after).ToDictionary(c => c.Item, c => c.Repetition);

    [Fact]
    public void An_item_is_new_repeated_or_passed_over_in_silence()
    {
        var compared = DocumentComparison.Of(
            [Said("GONE", Strength.Agreed), Said("SAME", Strength.Supported, "welcomed"), Said("UP", Strength.Acknowledged), Said("DOWN", Strength.Agreed), Said("DOWN", Strength.Acknowledged)],
            [Said("NEW", Strength.Agreed), Said("SAME", Strength.Supported, "appreciated"), Said("UP", Strength.Committed), Said("DOWN", Strength.Supported)]);

        Assert.Equal(
            [("UP", Repetition.Stronger), ("DOWN", Repetition.Weaker), ("SAME", Repetition.AsStrong), ("NEW", Repetition.New), ("GONE", Repetition.Silent)],
            compared.Select(c => (c.Item, c.Repetition)));
        Assert.Equal([WordChange.OtherVerb], compared[2].Words!.Changes);
        Assert.Null(compared[3].Words);
        Assert.Equal(2, compared[1].Before.Count);
    }

    [Fact]
    public void The_sets_of_two_documents_part_all_that_they_name() =>
        Gen.Select(AnyMentions, AnyMentions).Sample((before, after) =>
        {
            var compared = DocumentComparison.Of(before, after);
            HashSet<string> earlier = [.. before.Select(m => m.Item)];
            HashSet<string> later = [.. after.Select(m => m.Item)];

            Assert.Equal(earlier.Union(later).Order(), compared.Select(c => c.Item).Order());
            Assert.Equal(later.Except(earlier).Order(), compared.Where(c => c.Repetition == Repetition.New).Select(c => c.Item).Order());
            Assert.Equal(earlier.Except(later).Order(), compared.Where(c => c.Repetition == Repetition.Silent).Select(c => c.Item).Order());
            Assert.All(compared, c => Assert.Equal(c.Repetition is Repetition.New or Repetition.Silent, c.Words is null));
            Assert.Equal((before.Count, after.Count), (compared.Sum(c => c.Before.Count), compared.Sum(c => c.After.Count)));
        });

    [Fact]
    public void Turned_round_new_becomes_silent_and_stronger_weaker() =>
        Gen.Select(AnyMentions, AnyMentions).Sample((before, after) =>
            Assert.Equal(
                Compared(before, after).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, Turned(c.Value))),
                Compared(after, before).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))));

    private static Repetition Turned(Repetition repetition) => repetition switch
    {
        Repetition.New => Repetition.Silent,
        Repetition.Silent => Repetition.New,
        Repetition.Stronger => Repetition.Weaker,
        Repetition.Weaker => Repetition.Stronger,
        _ => repetition,
    };
}
