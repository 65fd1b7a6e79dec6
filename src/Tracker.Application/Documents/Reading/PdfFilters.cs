using System.IO.Compression;
using Tracker.Domain;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Tracker.Application.Documents.Reading;

/// <summary>Unpacks the parts of a PDF, each only after it was counted what it unpacks to. Pictures stay packed.</summary>
internal sealed class PdfFilters(CancellationToken stop) : IFilterProvider
{
    /// <summary>A part is packed once or twice, not more.</summary>
    private const int MostFilters = 4;

    /// <summary>The most bytes that one page may unpack; so often is a part unpacked as it is asked for.</summary>
    private const int MostOfPage = 2 * FileReading.MostUnpackedPart;

    private const int MostObjects = 500_000;

    private long _unpacked;
    private long _page;
    private double _objects;

    /// <summary>What may still be read; here since the filters are all of ours that pages get to see.</summary>
    public PdfLimits Limits { get; } = new(stop);

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(DefaultFilterProvider.Instance.GetAllFilters());

    /// <summary>From here on is read what belongs to another page.</summary>
    public void BeginPage() => _page = 0;

    private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters) => [.. filters.Take(MostFilters).Select(f => new BoundedFilter(this, f))];

    /// <summary>What a part has when it is unpacked, or has without being packed.</summary>
    public void Count(long bytes)
    {
        stop.ThrowIfCancellationRequested();
        _unpacked += bytes;
        _page += bytes;
        if (bytes > FileReading.MostUnpackedPart || _page > MostOfPage || _unpacked > FileReading.MostUnpackedOfPdf)
        {
            throw new RefusedException("file.archive", $"A part of the PDF unpacks to more than {(bytes > FileReading.MostUnpackedPart ? FileReading.MostUnpackedPart : _page > MostOfPage ? MostOfPage : FileReading.MostUnpackedOfPdf) / 1024 / 1024} MB. Save it anew without pictures and forms, or paste the words of the document.", "File");
        }
    }

    /// <summary>Each object may lie in the one before: what is packed in few bytes may be deeper than any stack.</summary>
    private void Objects(double more)
    {
        _objects += Math.Max(0, more);
        if (!(_objects <= MostObjects))
        {
            throw new RefusedException("file.archive", "The PDF is made of more parts than any document. Save it anew, or paste the words of the document.", "File");
        }
    }

    private sealed class BoundedFilter(PdfFilters all, IFilter inner) : IFilter
    {
        public bool IsSupported => inner is FlateFilter or LzwFilter or RunLengthFilter or Ascii85Filter or AsciiHexDecodeFilter;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (!IsSupported)
            {
                return input;
            }

            if (streamDictionary.Data.GetValueOrDefault("Type") is NameToken { Data: "ObjStm" } && streamDictionary.Data.GetValueOrDefault("N") is NumericToken objects)
            {
                all.Objects(objects.Double);
            }

            all.Count(inner switch
            {
                FlateFilter => Inflated(input),
                LzwFilter => LzwLength(input.Span),
                RunLengthFilter => RunLength(input.Span),
                Ascii85Filter => input.Length * 4L,
                _ => input.Length,
            });
            CheckRows(streamDictionary);
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        /// <summary>A row of a picture is as long as it says it is, and is made before it is filled.</summary>
        private static void CheckRows(DictionaryToken dictionary)
        {
            foreach (var parameters in dictionary.Data.Where(d => d.Key is "DecodeParms" or "DP" or "F" or "FDecodeParms").SelectMany(d => d.Value is ArrayToken several ? several.Data : [d.Value]).OfType<DictionaryToken>())
            {
                double Of(string name, double otherwise) => parameters.Data.GetValueOrDefault(name) is NumericToken n ? (double)n.Data : otherwise;
                if (!(Of("Columns", 1) is >= 0 and <= 100_000 && Of("Colors", 1) is >= 0 and <= 64 && Of("BitsPerComponent", 8) is >= 0 and <= 32))
                {
                    throw new RefusedException("file.broken", "A part of the PDF says that its rows are longer than any page. Save it anew, or paste the words of the document.", "File");
                }
            }
        }

        private static long Inflated(Memory<byte> input)
        {
            var (buffer, total) = (new byte[65_536], 0L);
            try
            {
                // As the library does it: without the two bytes before the data and without their sum behind it.
                using var inflate = new DeflateStream(new MemoryStream(input.ToArray(), Math.Min(2, input.Length), Math.Max(0, input.Length - 2)), CompressionMode.Decompress);
                int read;
                while (total <= FileReading.MostUnpackedPart && (read = inflate.Read(buffer)) > 0)
                {
                    total += read;
                }
            }
            catch (InvalidDataException)
            {
                // Broken behind what was counted; so much is all that there is.
            }

            return total;
        }

        private static long RunLength(ReadOnlySpan<byte> input)
        {
            var total = 0L;
            for (var i = 0; i < input.Length && input[i] != 128; i += input[i] < 128 ? input[i] + 2 : 2)
            {
                total += input[i] < 128 ? input[i] + 1 : 257 - input[i];
            }

            return total;
        }

        /// <summary>Each code stands for one byte more than the longest before it at most: what it could unpack to at the worst, where it is small, else counted by its codes.</summary>
        private static long LzwLength(ReadOnlySpan<byte> input)
        {
            var (lengths, next, previous, total, bits, held, width) = (new int[4097], 258, 0, 0L, 0, 0, 9);
            foreach (var b in input)
            {
                (held, bits) = ((held << 8 | b) & 0xffffff, bits + 8);
                if (bits < width)
                {
                    continue;
                }

                bits -= width;
                var code = held >> bits & ((1 << width) - 1);
                if (code == 257)
                {
                    break;
                }

                if (code == 256)
                {
                    (next, previous, width) = (258, 0, 9);
                    continue;
                }

                var length = code < 256 ? 1 : code < next ? lengths[code] : previous + 1;
                if (previous > 0 && next < 4096)
                {
                    lengths[next++] = previous + 1;
                }

                (previous, total) = (length, total + length);
                width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
            }

            return total;
        }
    }
}
