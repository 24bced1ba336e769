using System.Security.Cryptography;

namespace Sangam.AppHost;

/// <summary>Generated secrets, one file each, readable by nobody but their owner (files 600, folder 700).</summary>
internal sealed class SecretFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string ReadOrCreate(string name)
    {
        Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        var file = Path.Combine(path, name);
        if (!File.Exists(file)) Create(file);
        return File.ReadAllText(file);
    }

    /// <summary>Written aside and moved into place, so that a crash never leaves half a secret.</summary>
    private static void Create(string file)
    {
        var draft = $"{file}.{Guid.NewGuid():n}";
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        File.Move(draft, file);
    }
}
