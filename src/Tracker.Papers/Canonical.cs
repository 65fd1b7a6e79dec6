using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tracker.Papers;

/// <summary>
/// A paper as bytes for its hash: each value after its length or tag, so that no two papers share them. Text is
/// UTF-16 as it is held, numbers are little-endian; neither culture nor time zone is asked.
/// </summary>
internal sealed class Canonical : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public static string HashOf(Paper paper)
    {
        using var canonical = new Canonical();
        canonical.Add(paper);
        return Convert.ToHexStringLower(canonical._hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Add(Paper paper)
    {
        Add("paper 1");
        Add(paper.Title);
        Add(paper.Subtitle);
        Add(paper.Language);
        Add(paper.Creator);
        Add(paper.AsOf.DayNumber);
        Add(paper.KnownAt.Ticks);
        Add(paper.Position);
        Each(paper.Facts, fact =>
        {
            Add(fact.Label);
            Add(fact.Value);
        });
        Each(paper.Sections, section =>
        {
            Add(section.Heading);
            Add(section.Name);
            Add(section.Place);
            Each(section.Blocks, Add);
        });
    }

    private void Add(Block block)
    {
        Add(block.GetType().Name);
        switch (block)
        {
            case Paragraph paragraph:
                Add(paragraph.Text);
                break;
            case Bullets bullets:
                Each(bullets.Items, Add);
                break;
            case Table table:
                Add(table);
                break;
            case Figures figures:
                Add(figures.Caption);
                Add(figures.ChangeHeading);
                Each(figures.Items, figure =>
                {
                    Add(figure.Name);
                    Add(figure.Value);
                    Add(figure.Arithmetic);
                    Add(figure.Change ?? Cell.Nothing);
                });
                break;
            default:
                throw new NotSupportedException(block.GetType().Name);
        }
    }

    private void Add(Table table)
    {
        Add(table.Caption);
        Add(table.GroupedBy);
        Add(table.WhenEmpty);
        Each(table.Columns, column =>
        {
            Add(column.Heading);
            Add(BitConverter.DoubleToInt64Bits(column.Width));
            Add((long)column.Kind);
        });
        Each(table.Groups, group =>
        {
            Add(group.Heading);
            Add(group.Place);
            Each(group.Rows, row =>
            {
                Add(row.Place);
                Each(row.Cells, Add);
            });
        });
    }

    private void Add(Cell cell)
    {
        Add(cell.GetType().Name);
        switch (cell)
        {
            case Text text:
                Each(text.Runs, run =>
                {
                    Add(run.Text);
                    Add((long)run.Emphasis);
                    Add((long)run.Tone);
                    Add(run.Link);
                });
                break;
            case Number number:
                Add(number.Value);
                break;
            case Day day:
                Add(day.Value.DayNumber);
                break;
            case Percent percent:
                // 88 and 88.0 are the same percentage.
                Each(decimal.GetBits(percent.Value / 1.0000000000000000000000000000m), part => Add(part));
                break;
            case Money money:
                Add(money.Minor);
                Add(money.Currency);
                Add(money.Decimals);
                break;
            case Nothing:
                break;
            default:
                throw new NotSupportedException(cell.GetType().Name);
        }
    }

    private void Each<T>(IReadOnlyList<T> items, Action<T> add)
    {
        Add(items.Count);
        foreach (var item in items)
        {
            add(item);
        }
    }

    private void Add(string? text)
    {
        Add(text?.Length ?? -1);
        if (BitConverter.IsLittleEndian)
        {
            _hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }
        else
        {
            _hash.AppendData(System.Text.Encoding.Unicode.GetBytes(text ?? ""));
        }
    }

    private void Add(long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _hash.AppendData(bytes);
    }
}
