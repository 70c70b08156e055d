// Strict Matrix clients, driven by JSON lines: node client.js < commands > answers.
//
// A command is {"id", "client", "do", ...arguments}; its answer {"id", "ok"} or {"id", "error"}, in
// any order. Each client is matrix-js-sdk with Rust crypto, cross-signed, and excludes devices that
// are not signed by their owner: it neither reads them nor is read by them.
import { webcrypto } from 'node:crypto';
import { createInterface } from 'node:readline';

globalThis.crypto ??= webcrypto; // until Node.js 20
for (const level of ['debug', 'error', 'info', 'log', 'trace', 'warn']) {
  // Standard output is for answers alone.
  console[level] = process.env.MATRIX_JS_DEBUG ? (...words) => process.stderr.write(`${words.join(' ')}\n`) : () => {};
}

const sdk = await import('matrix-js-sdk');
const { Attachment, EncryptedAttachment } = await import('@matrix-org/matrix-sdk-crypto-wasm');
const { OnlySignedDevicesIsolationMode } = await import('matrix-js-sdk/lib/crypto-api/index.js');

const ENCRYPTION = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };
const clients = new Map();
const recoveryKeys = new Map(); // by user: a new device asks it of the person, here of us

const ON_ITS_WAY = new Set(['MEGOLM_UNKNOWN_INBOUND_SESSION_ID', 'OLM_UNKNOWN_MESSAGE_INDEX']);

const password = (userId, secret) => (upload) => upload({
  type: 'm.login.password', identifier: { type: 'm.id.user', user: userId }, password: secret,
});

// Resolves once `seen` gives something true, looked at now and at each of these happenings.
const until = (client, happenings, seen, patience, what) => new Promise((resolve, reject) => {
  const look = () => {
    const found = seen();
    if (found) { stop(); resolve(found); }
  };
  const stop = () => {
    clearTimeout(timer);
    happenings.forEach((name) => client.off(name, look));
  };
  const timer = setTimeout(() => { stop(); reject(new Error(`never seen: ${what}`)); }, patience);
  happenings.forEach((name) => client.on(name, look));
  look();
});

// True from the second look on: with `until`, waits for one more happening.
const happened = () => {
  let looks = 0;
  return () => looks++ > 0;
};

const decrypted = async (client, event, patience) => {
  await client.decryptEventIfNeeded(event);
  if (!ON_ITS_WAY.has(event.decryptionFailureReason)) return;
  await new Promise((resolve) => {
    const look = () => { if (!event.isDecryptionFailure()) stop(); };
    const stop = () => { clearTimeout(timer); event.off('Event.decrypted', look); resolve(); };
    const timer = setTimeout(stop, patience);
    event.on('Event.decrypted', look);
  });
};

const view = async (client, event) => {
  const info = await client.getCrypto().getEncryptionInfoForEvent(event);
  const content = event.getOriginalContent();
  return {
    id: event.getId(),
    sender: event.getSender(),
    type: event.getType(),
    at: event.getTs(),
    content,
    relates: event.getWireContent()['m.relates_to'] ?? content['m.relates_to'] ?? null,
    encrypted: event.isEncrypted(),
    session: event.getWireContent().session_id ?? null,
    failure: event.isDecryptionFailure() ? event.decryptionFailureReason : null,
    shield: info ? info.shieldColour : null,
    redacted: event.isRedacted(),
  };
};

const relation = ({ reply_to: replyTo, thread, replaces }) => {
  if (replaces) return { 'm.relates_to': { rel_type: 'm.replace', event_id: replaces } };
  if (thread) {
    const last = { 'm.in_reply_to': { event_id: replyTo ?? thread } };
    return { 'm.relates_to': { rel_type: 'm.thread', event_id: thread, is_falling_back: !replyTo, ...last } };
  }
  return replyTo ? { 'm.relates_to': { 'm.in_reply_to': { event_id: replyTo } } } : {};
};

const commands = {
  async login(_, { client: name, url, user_id: userId, device_id: deviceId, token, password: secret, joins, signs }) {
    const client = sdk.createClient({
      baseUrl: url, userId, deviceId, accessToken: token,
      cryptoCallbacks: {
        getSecretStorageKey: async ({ keys }) => [Object.keys(keys)[0], recoveryKeys.get(userId).privateKey],
        cacheSecretStorageKey: () => {},
      },
    });
    if (joins) {
      client.on('RoomMember.membership', (_event, member) => {
        if (member.userId === userId && member.membership === 'invite') client.joinRoom(member.roomId).catch(() => {});
      });
    }
    await client.initRustCrypto({ useIndexedDB: false });
    const crypto = client.getCrypto();
    if (signs) crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    await client.startClient({ initialSyncLimit: 1 });
    await until(client, ['sync'], () => client.getSyncState() === 'PREPARED' || client.getSyncState() === 'SYNCING', 30_000, 'the first sync');
    clients.set(name, client);
    if (!signs) return;
    await crypto.userHasCrossSigningKeys(userId, true); // fetched, for a device to be signed with them
    await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: password(userId, secret) });
    if (!recoveryKeys.has(userId)) {
      recoveryKeys.set(userId, await crypto.createRecoveryKeyFromPassphrase());
      await crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => recoveryKeys.get(userId) });
    }
    // The signature of a device that came later is known once the server has told of it.
    let own = await crypto.getDeviceVerificationStatus(userId, deviceId);
    while (!own.signedByOwner) {
      await until(client, ['crypto.devicesUpdated'], happened(), 20_000, 'our own signature');
      own = await crypto.getDeviceVerificationStatus(userId, deviceId);
    }
  },

  async logout(client, { client: name }) {
    client.stopClient();
    clients.delete(name);
    await client.logout();
  },

  async stop(client, { client: name }) {
    client.stopClient();
    clients.delete(name);
  },

  async create(client, { invite, direct, name, encrypted }) {
    const { room_id: room } = await client.createRoom({
      invite, name, is_direct: direct, preset: direct ? 'trusted_private_chat' : 'private_chat',
      initial_state: encrypted ? [ENCRYPTION] : [],
    });
    return room;
  },

  async member(client, { room, user, membership, patience }) {
    const here = () => client.getRoom(room)?.getMember(user)?.membership === membership;
    await until(client, ['RoomMember.membership', 'RoomState.members', 'Room', 'sync'], here, patience, `${user} ${membership}`);
  },

  join: (client, { room }) => client.joinRoom(room).then(() => null),
  leave: (client, { room }) => client.leave(room).then(() => null),
  invite: (client, { room, user }) => client.invite(room, user).then(() => null),
  kick: (client, { room, user }) => client.kick(room, user).then(() => null),
  upgrade: (client, { room, version }) => client.upgradeRoom(room, version).then((r) => r.replacement_room),

  async send(client, { room, type, content, ...others }) {
    const related = relation(others);
    const body = others.replaces
      ? { ...content, body: `* ${content.body}`, 'm.new_content': content, ...related }
      : { ...content, ...related };
    const inside = () => client.getRoom(room)?.getMyMembership() === 'join';
    await until(client, ['Room', 'Room.myMembership', 'sync'], inside, 20_000, 'the room');
    return (await client.sendEvent(room, type, body)).event_id;
  },

  async react(client, { room, event, key }) {
    const content = { 'm.relates_to': { rel_type: 'm.annotation', event_id: event, key } };
    return (await client.sendEvent(room, 'm.reaction', content)).event_id;
  },

  async redact(client, { room, event }) {
    return (await client.redactEvent(room, event)).event_id;
  },

  // Everything of the room after an event, oldest first, as the server has it at this moment.
  async read(client, { room, after, patience }) {
    const events = [];
    let from = null;
    let more = true;
    while (more) {
      const page = await client.createMessagesRequest(room, from, 100, 'b');
      const stop = page.chunk.findIndex((one) => one.event_id === after);
      const fresh = stop < 0 ? page.chunk : page.chunk.slice(0, stop);
      events.push(...fresh.map(client.getEventMapper({ decrypt: false })));
      from = page.end;
      more = stop < 0 && Boolean(from) && page.chunk.length > 0;
    }
    events.reverse();
    const shown = events.filter((event) => !event.isState());
    await Promise.all(shown.map((event) => decrypted(client, event, patience)));
    return Promise.all(shown.map((event) => view(client, event)));
  },

  // A file as the server has it, and as it was before its sender encrypted it.
  async open(client, { file: { url, ...keys } }) {
    const address = client.mxcUrlToHttp(url, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(address, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    if (!answer.ok) throw new Error(`the file: ${answer.status}`);
    const stored = new Uint8Array(await answer.arrayBuffer());
    const clear = Attachment.decrypt(new EncryptedAttachment(stored, JSON.stringify(keys)));
    return { stored: Buffer.from(stored).toString('base64'), clear: Buffer.from(clear).toString('base64') };
  },

  async latest(client, { room }) {
    const page = await client.createMessagesRequest(room, null, 1, 'b');
    return page.chunk[0]?.event_id ?? null;
  },

  async devices(client, { user }) {
    const known = await client.getCrypto().getUserDeviceInfo([user], true);
    const ids = [...(known.get(user)?.keys() ?? [])];
    return Promise.all(ids.map(async (id) => {
      const status = await client.getCrypto().getDeviceVerificationStatus(user, id);
      return { id, signed: Boolean(status?.signedByOwner) };
    }));
  },
};

const answer = (id, outcome) => process.stdout.write(`${JSON.stringify({ id, ...outcome })}\n`);

const obey = async (line) => {
  const command = JSON.parse(line);
  try {
    answer(command.id, { ok: (await commands[command.do](clients.get(command.client), command)) ?? null });
  } catch (error) {
    answer(command.id, { error: `${command.do}: ${error.errcode ?? ''} ${error.message}` });
  }
};

createInterface({ input: process.stdin }).on('line', obey).on('close', () => process.exit(0));
