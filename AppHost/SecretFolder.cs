using System.Security.Cryptography;
using System.Text;

namespace Sangam.AppHost;

/// <summary>Generated secrets, one file each, readable by nobody but their owner (files 600, folder 700).</summary>
internal sealed class SecretFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int WordsOfAPassword = 4; // of 256 each: 32 bits, and five wrong ones lock an account

    /// <summary>32 random bytes in base64.</summary>
    public static string Key() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>A few short words, to be read from a screen and typed on a phone.</summary>
    public static string Words()
    {
        using var list = new StreamReader(typeof(SecretFolder).Assembly.GetManifestResourceStream("words.txt")!);
        var words = list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', RandomNumberGenerator.GetItems<string>(words, WordsOfAPassword));
    }

    public string ReadOrCreate(string name, Func<string> make)
    {
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        var file = Path.Combine(path, name);
        if (!File.Exists(file))
            Create(file, make());
        return File.ReadAllText(file);
    }

    /// <summary>Written aside and moved into place, so that a crash never leaves half a secret.</summary>
    private static void Create(string file, string secret)
    {
        var draft = $"{file}.{Guid.NewGuid():n}";
        var ownerOnly = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using (var stream = new FileStream(draft, ownerOnly))
            stream.Write(Encoding.ASCII.GetBytes(secret));
        File.Move(draft, file);
    }
}
