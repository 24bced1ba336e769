// A client that is not ours: made from the .proto files alone, by a library that knows nothing of this repository.
//   node client.mjs ADDRESS COLLECTIVE USER PASSWORD
// signs in at the gateway, enrols a member, reads her back, and shows how bad input is refused and whether Membership serves. It prints
// one line of JSON.
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const [address, collective, user, password] = process.argv.slice(2);
const protos = fileURLToPath(new URL('../../../services', import.meta.url));
const standard = fileURLToPath(new URL('.', import.meta.url));
const { sangam, grpc: { health } } = grpc.loadPackageDefinition(loader.loadSync(
  ['Identity/identity.proto', 'Membership/members.proto', 'health.proto'],
  { includeDirs: [protos, standard], keepCase: true, enums: String, longs: Number }));
const errors = new protobuf.Root().loadSync(`${standard}errors.proto`, { keepCase: true });

function client(service) {
  const made = new service(address, grpc.credentials.createInsecure());
  return new Proxy({}, { get: (_, rpc) => promisify(made[rpc]).bind(made) });
}

const session = await client(sangam.identity.v1.Sessions).SignIn({ collective, user_name: user, password });
const token = new grpc.Metadata();
token.set('authorization', `Bearer ${session.access_token}`);

const members = client(sangam.membership.v1.Members);
const asha = {
  request_id: randomUUID(),
  known_as: 'ఆశ',
  age_band: 'AGE_BAND_25_TO_34',
  gender: 'GENDER_WOMAN',
  consents: [{ purpose: 'CONSENT_PURPOSE_MEMBERSHIP_RECORD', notice_version: '2026-1', language: 'te' }],
};
const enrolled = await members.EnrolMember(asha, token);
const again = await members.EnrolMember(asha, token);
const read = await members.GetMember({ id: enrolled.id }, token);
const refused = await members.EnrolMember({ ...asha, request_id: randomUUID(), known_as: ' ' }, token).catch(problem);
const unsigned = await members.GetMember({ id: enrolled.id }, new grpc.Metadata()).catch(problem);
const healthy = await client(health.v1.Health).Check({ service: 'sangam.membership.v1' });

// What google.rpc.Status says of a refusal, by the names of its details.
function problem(error) {
  const { details } = errors.lookupType('google.rpc.Status').decode(error.metadata.get('grpc-status-details-bin')[0]);
  const said = Object.fromEntries(details.map(({ type_url, value }) => {
    const name = type_url.split('/').at(-1);
    return [name, errors.lookupType(name).decode(value)];
  }));
  return {
    status: grpc.status[error.code],
    reason: said['google.rpc.ErrorInfo'].reason,
    domain: said['google.rpc.ErrorInfo'].domain,
    field: said['google.rpc.BadRequest']?.field_violations[0].field,
    sentence: said['google.rpc.LocalizedMessage'].message,
    locale: said['google.rpc.LocalizedMessage'].locale,
  };
}

console.log(JSON.stringify({
  known_as: read.known_as,
  same_member: read.id === enrolled.id && again.id === enrolled.id && read.number === enrolled.number,
  refused,
  unsigned,
  health: healthy.status,
}));
process.exit(0);
